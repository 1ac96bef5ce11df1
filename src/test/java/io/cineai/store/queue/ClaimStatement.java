package io.cineai.store.queue;

/** The claim, for what compares with it from another package. */
public final class ClaimStatement {
    /** Parameters: how many, seconds of lease, attempts at the most. */
    public static final String SQL = QueueStore.CLAIM;

    private ClaimStatement() {}
}
