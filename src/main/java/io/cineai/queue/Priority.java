package io.cineai.queue;

/** Who is served first. 1 is the best; {@code rec_refresh_queue.priority}. */
public enum Priority {
    BY_HAND(1),
    CHANGE(2),
    NEW_USER(3),
    SWEEP(7),
    BACKFILL(9);

    private final int value;

    Priority(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
