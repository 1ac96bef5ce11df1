package io.cineai.monitor;

import java.time.Instant;
import java.util.Optional;

/**
 * A condition as it is, and what the channel was last told of it.
 *
 * @param firstSeen when the present trouble began, or the last where it is over
 * @param resolvedAt since when it is over; empty while it stands
 * @param told messages that were delivered
 * @param toldOpen whether the channel believes that it stands
 * @param toldSeverity of the last message of trouble
 * @param toldAt when the last message of any kind was delivered
 */
public record Alert(
        String key,
        String service,
        Severity severity,
        String text,
        Instant firstSeen,
        Optional<Instant> resolvedAt,
        int told,
        boolean toldOpen,
        Optional<Severity> toldSeverity,
        Optional<Instant> toldAt) {
    /** One that nobody was told of. */
    public static Alert of(Finding finding, Instant now) {
        return new Alert(
                finding.key(),
                finding.service(),
                finding.severity(),
                finding.text(),
                now,
                Optional.empty(),
                0,
                false,
                Optional.empty(),
                Optional.empty());
    }

    public boolean stands() {
        return resolvedAt.isEmpty();
    }

    /** The same with this finding: it stands. */
    public Alert in(Finding finding) {
        return new Alert(
                key,
                finding.service(),
                finding.severity(),
                finding.text(),
                firstSeen,
                Optional.empty(),
                told,
                toldOpen,
                toldSeverity,
                toldAt);
    }

    /** The same when it was looked for and not found. */
    public Alert notSeen(Instant now) {
        return new Alert(
                key,
                service,
                severity,
                text,
                firstSeen,
                Optional.of(resolvedAt.orElse(now)),
                told,
                toldOpen,
                toldSeverity,
                toldAt);
    }
}
