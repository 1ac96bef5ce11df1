package io.cineai.query.local;

import io.cineai.query.Intent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What somebody is after, by what was said. */
final class Aim {
    /** Of each mood, theme and style one, in their order. */
    private final List<Intent> kinds = new ArrayList<>();

    private boolean compares;
    private boolean learns;

    void compare() {
        compares = true;
    }

    void learn() {
        learns = true;
    }

    void add(Intent kind) {
        kinds.add(kind);
    }

    /** @param like films to be like; @param named films in all */
    Intent intent(int like, int named) {
        if (compares && named > 1) return Intent.COMPARE;
        if (learns) return Intent.EDUCATIONAL;
        return like > 0 ? Intent.SIMILAR_TO : mostSaid();
    }

    /** The first said at a tie. */
    private Intent mostSaid() {
        return kinds.stream()
                .max(Comparator.<Intent>comparingLong(this::count).thenComparing(it -> -kinds.indexOf(it)))
                .orElse(Intent.DISCOVER);
    }

    private long count(Intent kind) {
        return kinds.stream().filter(it -> it == kind).count();
    }
}
