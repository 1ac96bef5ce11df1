package io.cineai.recommend.likeness;

import io.cineai.recommend.likeness.FilmTraits.Hashes;

/**
 * How alike two films are to a person who looks at a list: the weighted mean of what they share of genres and people, and of themes,
 * style and arc, each where both films have it; films of one franchise are alike whatever else they are. Range 0 to 1.
 */
public final class FilmSimilarity {
    private static final double GENRES = 0.84;
    private static final double PEOPLE = 0.06;
    private static final double THEMES = 0.05;
    private static final double STYLE = 0.03;
    private static final double ARC = 0.02;
    private static final double SAME_FRANCHISE = 0.9;

    /** Of all but genres, and more than is lost to rounding. */
    private static final double REST = PEOPLE + THEMES + STYLE + ARC + 1e-9;

    private FilmSimilarity() {}

    public static double between(FilmTraits a, FilmTraits b) {
        return between(a, b, GENRES * a.genres().shared(b.genres()));
    }

    /** The greater of the two: how alike they are, or {@code least}, which genres alone tell of most pairs. */
    public static double atLeast(double least, FilmTraits a, FilmTraits b) {
        double genres = GENRES * a.genres().shared(b.genres());
        if (genres + REST <= least && a.franchise() != b.franchise()) return least;
        return Math.max(least, between(a, b, genres));
    }

    private static double between(FilmTraits a, FilmTraits b, double genres) {
        double shared = genres + PEOPLE * a.people().shared(b.people());
        double whole = GENRES + PEOPLE;
        if (bothHave(a.themes(), b.themes())) {
            shared += THEMES * a.themes().shared(b.themes());
            whole += THEMES;
        }
        if (bothHave(a.style(), b.style())) {
            shared += STYLE * a.style().shared(b.style());
            whole += STYLE;
        }
        if (bothHave(a.arc(), b.arc())) {
            shared += ARC * a.arc().shared(b.arc());
            whole += ARC;
        }
        double alike = shared / whole;
        return a.franchise() == b.franchise() ? Math.max(SAME_FRANCHISE, alike) : alike;
    }

    private static boolean bothHave(Hashes a, Hashes b) {
        return !a.isEmpty() && !b.isEmpty();
    }
}
