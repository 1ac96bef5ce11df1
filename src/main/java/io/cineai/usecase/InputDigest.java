package io.cineai.usecase;

import io.cineai.store.fact.UserFacts;
import io.cineai.taste.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** A hash of all that a list is made from: where it is unchanged, so is the list. */
final class InputDigest {
    /** Raise it with every change to the engine that changes lists, or unchanged users keep the old ones. */
    private static final int ENGINE = 1;

    private static final int BYTES = 16;

    private InputDigest() {}

    /** @param madeWith settings and model version */
    static String of(UserFacts facts, String madeWith, RecommendConfig config) {
        StringBuilder text = new StringBuilder(64 + facts.signals().size() * 80);
        text.append(ENGINE).append('|').append(madeWith).append('|').append(config.graded());
        text.append('|').append(config.recencyDecay());
        for (String genre : new TreeSet<>(facts.favouriteGenres()))
            text.append('|').append(genre.length()).append(genre);
        for (Signal signal : facts.signals())
            text.append('|')
                    .append(signal.movie())
                    .append(signal.kind())
                    .append(signal.value())
                    .append('@')
                    .append(signal.at().getEpochSecond())
                    .append('.')
                    .append(signal.at().getNano());
        return hash(text.toString());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
