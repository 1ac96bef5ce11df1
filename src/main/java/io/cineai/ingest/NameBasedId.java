package io.cineai.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The same id for the same name, everywhere and always. Source: RFC 9562, section 5.5 (version 5, SHA-1). */
record NameBasedId(UUID namespace) {

    /** The namespace of everything this package reads; must never change. */
    static final NameBasedId OURS = new NameBasedId(UUID.fromString("5f0d1c9a-7a0e-4c57-9f0b-2f6f6a3c9e41"));

    UUID of(String name) {
        ByteBuffer hash = ByteBuffer.wrap(sha1(name));
        long high = (hash.getLong() & 0xffffffffffff0fffL) | 0x0000000000005000L;
        long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private byte[] sha1(String name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .flip());
        return sha1.digest(name.getBytes(UTF_8));
    }
}
