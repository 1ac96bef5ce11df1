package io.cineai.usecase;

import io.cineai.store.fact.UserFacts;
import io.cineai.taste.Signal;
import io.cineai.usecase.list.RecommendConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.UUID;

/** A hash of all that a list is made from: where it is unchanged, so is the list. */
final class InputDigest {
    /** Raise it with every change to the engine that changes lists, or unchanged users keep the old ones. */
    private static final int ENGINE = 2;

    private static final int BYTES = 16;
    private static final int BYTES_OF_SIGNAL = 4 * Long.BYTES + 2 * Integer.BYTES;

    private InputDigest() {}

    /** @param madeWith settings and model version */
    static String of(UserFacts facts, String madeWith, RecommendConfig config) {
        StringBuilder text = new StringBuilder().append(ENGINE).append('|').append(madeWith);
        text.append('|').append(config.graded()).append('|').append(config.recencyDecay());
        for (String genre : new TreeSet<>(facts.favouriteGenres()))
            text.append('|').append(genre.length()).append(genre);
        byte[] settings = text.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(settings.length + facts.signals().size() * BYTES_OF_SIGNAL);
        all.put(settings);
        for (Signal signal : facts.signals()) put(signal, all);
        return hash(all.array());
    }

    /** As numbers, not as text, which is twice as long and takes longer to make than to hash. */
    private static void put(Signal signal, ByteBuffer all) {
        UUID movie = signal.movie().value();
        all.putLong(movie.getMostSignificantBits())
                .putLong(movie.getLeastSignificantBits())
                .putInt(signal.kind().name().hashCode())
                .putDouble(signal.value())
                .putLong(signal.at().getEpochSecond())
                .putInt(signal.at().getNano());
    }

    private static String hash(byte[] all) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all);
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
