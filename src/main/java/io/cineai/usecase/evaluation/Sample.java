package io.cineai.usecase.evaluation;

import io.cineai.experiment.Experiment;
import io.cineai.store.fact.FactStore.UserSignal;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What users did, of no more than so many: those with the lowest hashes, so that one pass is enough, memory is bounded, and the sample of
 * one week is that of the next but for who came and went.
 */
final class Sample {
    private static final String SALT = "evaluation";
    private static final Comparator<UserId> BY_HASH = Comparator.<UserId>comparingLong(
                    user -> Experiment.hash(SALT, user))
            .thenComparing(UserId::value);

    private final int most;
    private final TreeMap<UserId, List<Signal>> lowest = new TreeMap<>(BY_HASH);
    private long users;

    /** @param most users, 1 or more */
    Sample(int most) {
        if (most < 1) throw new IllegalArgumentException("users must be 1 or more: " + most);
        this.most = most;
    }

    /** Takes in all that one user did. */
    void add(UserId user, List<Signal> signals) {
        users++;
        if (lowest.size() == most && BY_HASH.compare(user, lowest.lastKey()) > 0) return;
        lowest.put(user, List.copyOf(signals));
        if (lowest.size() > most) lowest.pollLastEntry();
    }

    /** All users there were. */
    long users() {
        return users;
    }

    Map<UserId, List<Signal>> histories() {
        return new LinkedHashMap<>(lowest);
    }

    /** Hands over signals user by user, as they come together. */
    static final class Intake {
        private final Sample sample;
        private final List<UserSignal> open = new ArrayList<>();

        Intake(int most) {
            sample = new Sample(most);
        }

        void add(UserSignal signal) {
            if (!open.isEmpty() && !open.get(0).user().equals(signal.user())) close();
            open.add(signal);
        }

        Sample sample() {
            close();
            return sample;
        }

        private void close() {
            if (open.isEmpty()) return;
            sample.add(open.get(0).user(), open.stream().map(UserSignal::signal).toList());
            open.clear();
        }
    }
}
