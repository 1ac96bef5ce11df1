package io.cineai.experiment;

import io.cineai.taste.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Users in arms, by a hash of user and salt: a user stays in an arm as long as the experiment runs, and two experiments with salts of their
 * own have nothing to do with each other. Source: Kohavi, Tang and Xu, Trustworthy Online Controlled Experiments, 2020, chapter 14.
 *
 * @param arms in the order of the row; 1 or more, no name twice
 */
public record Experiment(String name, String salt, List<Arm> arms) {
    private static final int BYTES = 6;

    public Experiment {
        arms = List.copyOf(arms);
        if (arms.isEmpty()) throw new IllegalArgumentException("arms must not be none: " + name);
        if (arms.stream().map(Arm::name).distinct().count() < arms.size())
            throw new IllegalArgumentException("arms must have a name each: " + name);
    }

    /** As {@code cineai.arm_number} says. */
    public Arm armOf(UserId user) {
        long place = hash(salt, user) % arms.stream().mapToInt(Arm::share).sum();
        for (Arm arm : arms) {
            place -= arm.share();
            if (place < 0) return arm;
        }
        throw new IllegalStateException("a remainder is less than what it is of: " + name);
    }

    /** Range 0 to 2^48 - 1, evenly; unrelated for another salt. */
    public static long hash(String salt, UserId user) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((salt + ":" + user).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - Byte.SIZE * BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
