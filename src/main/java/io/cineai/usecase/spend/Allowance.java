package io.cineai.usecase.spend;

import java.util.concurrent.atomic.AtomicInteger;

/** How many things one run may still take up. Safe for concurrent use. */
public final class Allowance {
    private final AtomicInteger left;

    public Allowance(int most) {
        left = new AtomicInteger(most);
    }

    /** Takes up so many, or as many as it may; 0: no more. */
    public int take(int most) {
        return Math.min(most, left.getAndUpdate(left -> Math.max(0, left - most)));
    }

    /** So many were not there to be taken up: others may be, later. */
    public void giveBack(int some) {
        left.addAndGet(some);
    }

    /** There is nothing more to take up. */
    public void end() {
        left.set(0);
    }

    public boolean isOver() {
        return left.get() == 0;
    }
}
