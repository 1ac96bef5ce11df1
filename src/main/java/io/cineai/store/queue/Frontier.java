package io.cineai.store.queue;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How far claims have come, for each priority: a claim that begins here need not go past all that was done before. What is there is dead
 * rows for the most part, which stay for as long as a transaction somewhere holds its snapshot. Not all: what was locked, came late or was
 * handed back lies there too, so whoever uses it looks at everything now and then, and in the end.
 *
 * <p>In times of the database, as it gave them. For several lanes at once: the worst that can happen is a place that was the frontier a
 * moment ago.
 */
public final class Frontier {
    private static final int PRIORITIES = 9;
    private static final OffsetDateTime BEGINNING = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final AtomicReferenceArray<OffsetDateTime> places = new AtomicReferenceArray<>(everything());

    static OffsetDateTime[] everything() {
        OffsetDateTime[] places = new OffsetDateTime[PRIORITIES];
        Arrays.fill(places, BEGINNING);
        return places;
    }

    OffsetDateTime[] places() {
        OffsetDateTime[] now = new OffsetDateTime[PRIORITIES];
        for (int place = 0; place < PRIORITIES; place++) now[place] = places.get(place);
        return now;
    }

    /** The first that a claim took at this priority. */
    void moveTo(int priority, OffsetDateTime first) {
        places.set(priority - 1, first);
    }
}
