package io.cineai.store.feed;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names content by what it says: the entity tag of an answer. 96 bits of SHA-256, in hexadecimal. */
public final class ContentHash {
    private static final int BYTES = 12;

    private ContentHash() {}

    public static String of(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content), 0, BYTES);
    }

    /** A shorter name, by which a film's texts are known from those that stood in its row before: 64 bits. */
    public static long ofPart(byte[] content, int begin, int end) {
        MessageDigest digest = sha256();
        digest.update(content, begin, end - begin);
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
