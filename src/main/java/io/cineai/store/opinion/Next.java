package io.cineai.store.opinion;

import java.time.Instant;

/** What came of asking for the next list to ask about. */
public sealed interface Next {
    record Claimed(OpinionClaim claim) implements Next {}

    /** As many users as may be were asked about within the last minute. */
    record NotBefore(Instant moment) implements Next {}

    record Nobody() implements Next {}
}
