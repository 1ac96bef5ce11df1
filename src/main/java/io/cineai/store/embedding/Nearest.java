package io.cineai.store.embedding;

import io.cineai.movie.MovieId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The nearest films seen so far, at most so many: memory is theirs, however many are looked at. Of equally near films the lower id is nearer. */
final class Nearest {
    private static final Comparator<Near> NEARER_LAST = Comparator.comparingDouble(Near::similarity)
            .thenComparing(near -> near.film().value(), Comparator.reverseOrder());

    private final int count;
    private final PriorityQueue<Near> heap;

    Nearest(int count) {
        this.count = count;
        heap = new PriorityQueue<>(count + 1, NEARER_LAST);
    }

    /** Whether a film so near would be among them; asked before anything is made for it. */
    boolean takes(float similarity) {
        return heap.size() < count || similarity >= heap.element().similarity();
    }

    void add(MovieId film, float similarity) {
        heap.add(new Near(film, similarity));
        if (heap.size() > count) heap.remove();
    }

    /** The nearest first. */
    List<Near> list() {
        List<Near> list = new ArrayList<>(heap);
        list.sort(NEARER_LAST.reversed());
        return list;
    }
}
