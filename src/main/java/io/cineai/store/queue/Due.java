package io.cineai.store.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which lists are due, see {@code cineai.due_users}.
 *
 * @param settings fingerprint of the settings that a list must have been made with
 * @param modelVersion version of the model that a list must have been made with; 0 when nothing is trained yet
 * @param maxAge older lists are due
 * @param everyone every list is due
 * @param arms where an experiment runs: what counts instead of {@code settings}
 */
public record Due(String settings, long modelVersion, Duration maxAge, boolean everyone, Optional<ByArm> arms) {

    /**
     * The settings of each arm's users.
     *
     * @param shares of each arm, see {@code cineai.arm_number}
     * @param settings fingerprint of each arm's, in the same order
     */
    public record ByArm(String salt, List<Integer> shares, List<String> settings) {
        public ByArm {
            shares = List.copyOf(shares);
            settings = List.copyOf(settings);
        }
    }
}
