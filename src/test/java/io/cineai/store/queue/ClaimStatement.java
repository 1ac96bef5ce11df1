package io.cineai.store.queue;

/** The claim, for what compares with it from another package. */
public final class ClaimStatement {
    /** Parameters: how many, seconds of lease, attempts at the most, whether expired leases too, where to begin at each priority. */
    public static final String SQL = QueueStore.CLAIM;

    private ClaimStatement() {}
}
