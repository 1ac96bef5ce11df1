package io.cineai.function;

import io.smallrye.mutiny.Uni;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of who signs tokens. Remembered for a while; read again when that is over, and at once for a key that is not among them,
 * but not for each of them; kept in use while their source is out of reach. There is one reading at a time, and all who need it wait for
 * the same.
 */
final class KeySet {
    private static final Logger LOG = Logger.getLogger(KeySet.class);

    private final KeySource source;
    private final Pace pace;
    private final Clock clock;
    private volatile State state = State.NOTHING;
    private @Nullable Uni<State> reading;

    KeySet(KeySource source, Pace pace, Clock clock) {
        this.source = source;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * How often keys are read.
     *
     * @param remembered how long they are used without a look at their source
     * @param pause how long after a reading in vain, or for a key that was not among them, there is no other
     * @param kept how long they are used where their source is out of reach
     */
    record Pace(Duration remembered, Duration pause, Duration kept) {
        /** Where nothing is known every request waits for the next try: it comes sooner. */
        private static final Duration IN_NEED = Duration.ofSeconds(2);

        Pace {
            positive("cineai.auth.keys-remembered", remembered);
            positive("cineai.auth.keys-pause", pause);
            if (kept.compareTo(remembered) < 0)
                throw new IllegalArgumentException(
                        "cineai.auth.keys-kept must not be less than cineai.auth.keys-remembered: " + kept);
        }

        private Duration pauseAfterFailure(boolean knowsKeys) {
            return knowsKeys || pause.compareTo(IN_NEED) < 0 ? pause : IN_NEED;
        }

        private static void positive(String name, Duration duration) {
            if (duration.isNegative() || duration.isZero())
                throw new IllegalArgumentException(name + " must be positive: " + duration);
        }
    }

    /** @param due when the source is to be looked at again */
    record Found(Key key, Instant due) {}

    /**
     * What was read.
     *
     * @param nextTry before this nothing is read for want of a key
     * @param failed whether the last reading was in vain
     */
    private record State(PublicKeys keys, Instant readAt, Instant nextTry, boolean failed) {
        static final State NOTHING = new State(new PublicKeys(Map.of()), Instant.EPOCH, Instant.EPOCH, false);
    }

    /** The key of this id; empty where the set has none. Fails with {@link Refused} where that cannot be told now. */
    Uni<Optional<Found>> find(KeyId id) {
        Instant now = clock.instant();
        State seen = state;
        if (!serves(id, seen, now)) return upToDate(id, now).map(next -> answer(id, next, clock.instant()));
        if (!isFresh(seen, now)) upToDate(id, now).subscribe().with(readAgain -> {});
        return Uni.createFrom().item(answer(id, seen, now));
    }

    private Optional<Found> answer(KeyId id, State seen, Instant now) {
        if (isKnown(id, seen, now)) return seen.keys().find(id).map(key -> new Found(key, due(seen, now)));
        if (seen.failed()) throw Refused.forNow(Duration.between(now, seen.nextTry()));
        return Optional.empty();
    }

    private Instant due(State seen, Instant now) {
        return isFresh(seen, now) ? seen.readAt().plus(pace.remembered()) : seen.nextTry();
    }

    private boolean isKnown(KeyId id, State seen, Instant now) {
        return now.isBefore(seen.readAt().plus(pace.kept()))
                && seen.keys().find(id).isPresent();
    }

    private boolean isFresh(State seen, Instant now) {
        return now.isBefore(seen.readAt().plus(pace.remembered()));
    }

    /** Keys that are too old serve only where their source was asked in vain. */
    private boolean serves(KeyId id, State seen, Instant now) {
        return isKnown(id, seen, now) && (isFresh(seen, now) || seen.failed());
    }

    /** What is known after a reading, if one is needed for this key and may be. */
    private synchronized Uni<State> upToDate(KeyId id, Instant now) {
        if (reading != null) return reading;
        boolean isNeeded = !(isFresh(state, now) && isKnown(id, state, now));
        if (!isNeeded || now.isBefore(state.nextTry())) return Uni.createFrom().item(state);
        reading = source.read()
                .onItem()
                .transform(this::succeeded)
                .onFailure()
                .recoverWithItem(this::failed)
                .memoize()
                .indefinitely();
        return reading;
    }

    /** Only a reading for the sake of a missing key puts off the next: what was due says nothing of how often keys are missed. */
    private synchronized State succeeded(PublicKeys keys) {
        Instant now = clock.instant();
        return ended(new State(keys, now, isFresh(state, now) ? now.plus(pace.pause()) : state.nextTry(), false));
    }

    private synchronized State failed(Throwable failure) {
        Instant now = clock.instant();
        boolean knowsKeys = now.isBefore(state.readAt().plus(pace.kept()));
        String why = failure instanceof UnreadableKeys
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
        LOG.warnf(
                "the keys at %s cannot be read: %s; %s",
                source, why, knowsKeys ? "those known are used" : "no token can be verified");
        return ended(new State(state.keys(), state.readAt(), now.plus(pace.pauseAfterFailure(knowsKeys)), true));
    }

    private synchronized State ended(State next) {
        reading = null;
        state = next;
        return next;
    }
}
