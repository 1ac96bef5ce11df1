package io.cineai.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the channel is told, and when: what it believes follows what is, but not at every flap.
 *
 * @param quiet after a message on a condition its return is not told for so long, unless it is worse
 * @param settle a condition is over when it has not been seen for so long; shorter absences are the same trouble
 * @param reminder what still stands is told again after so long
 */
public record NoticePolicy(Duration quiet, Duration settle, Duration reminder) {
    public NoticePolicy {
        if (quiet.isNegative()) throw new IllegalArgumentException("quiet must not be negative: " + quiet);
        if (settle.isNegative()) throw new IllegalArgumentException("settle must not be negative: " + settle);
        if (reminder.isNegative() || reminder.isZero())
            throw new IllegalArgumentException("reminder must be positive: " + reminder);
    }

    /** Empty where there is nothing to say now. */
    public Optional<Notice> due(Alert alert, Instant now) {
        return kind(alert, now).map(kind -> new Notice(kind, alert));
    }

    private Optional<Notice.Kind> kind(Alert alert, Instant now) {
        boolean isWorse = alert.toldSeverity()
                .filter(told -> !alert.severity().isWorseThan(told))
                .isEmpty();
        if (alert.stands() && !alert.toldOpen())
            return isWorse || isPast(alert.toldAt(), quiet, now) ? Optional.of(Notice.Kind.STARTED) : Optional.empty();
        if (alert.stands() && isWorse) return Optional.of(Notice.Kind.WORSE);
        if (alert.stands())
            return isPast(alert.toldAt(), reminder, now) ? Optional.of(Notice.Kind.STANDING) : Optional.empty();
        return alert.toldOpen() && isPast(alert.resolvedAt(), settle, now)
                ? Optional.of(Notice.Kind.OVER)
                : Optional.empty();
    }

    private static boolean isPast(Optional<Instant> since, Duration time, Instant now) {
        return since.filter(at -> now.isBefore(at.plus(time))).isEmpty();
    }
}
