package io.cineai.store.orm;

import io.cineai.recommend.Recommendation;
import io.cineai.taste.UserId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Ids of the rows of lists, made of whose list it is and which film: the same however often the film comes and goes. Source: RFC 9562,
 * version 5, with the user's id for a name space.
 */
final class RowIds {
    private static final int BYTES = 16;
    private static final long VERSION = 0x5000;
    private static final long VARIANT = Long.MIN_VALUE;

    private RowIds() {}

    /** In the order of the films. */
    static List<UUID> of(UserId user, List<Recommendation> films) {
        MessageDigest sha1 = sha1();
        ByteBuffer name = ByteBuffer.allocate(2 * BYTES);
        put(name, user.value());
        List<UUID> ids = new ArrayList<>(films.size());
        for (Recommendation film : films) {
            put(name.position(BYTES), film.movie().id().value());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.array()));
            ids.add(new UUID(hash.getLong() & ~0xF000L | VERSION, hash.getLong() & ~(3L << 62) | VARIANT));
        }
        return ids;
    }

    private static void put(ByteBuffer name, UUID id) {
        name.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
