package io.cineai.queue;

/**
 * Who is served first. 1 is the best; {@code rec_refresh_queue.priority}. Between these the triggers on the app's tables place what they
 * enqueue: a changed rating 2, a new user 3, the watch-list 4, preferences 5.
 */
public enum Priority {
    BY_HAND(1),
    CHANGE(2),
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
