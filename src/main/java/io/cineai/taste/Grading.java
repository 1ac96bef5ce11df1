package io.cineai.taste;

/**
 * How strongly a signal speaks for a film. Range -1 (against) to 1 (for), no unit.
 *
 * @param like for a rating of 4 stars or more, or an explicit like
 * @param fair for a rating of 3 stars or more
 * @param poor for a rating below 3 stars; negative or 0
 * @param interest for a watch-list entry or "interested"
 * @param refusal for a dislike, a dismissal or "not interested"; negative or 0
 * @param implicit for a click, a save or time spent
 */
public record Grading(double like, double fair, double poor, double interest, double refusal, double implicit) {

    /** Best among those tried on a validation slice of ml-latest-small, see {@code HybridTuning}. */
    public static final Grading GRADED = new Grading(1, 0.5, -0.3, 0.5, -0.5, 0.1);

    /** A like is a like and nothing else counts: the protocol of the literature. */
    public static final Grading LIKES_ONLY = new Grading(1, 0, 0, 0, 0, 0);

    public Grading {
        inRange("like", like, 0, 1);
        inRange("fair", fair, 0, 1);
        inRange("poor", poor, -1, 0);
        inRange("interest", interest, 0, 1);
        inRange("refusal", refusal, -1, 0);
        inRange("implicit", implicit, 0, 1);
    }

    public double of(Signal signal) {
        return switch (signal.kind()) {
            case RATING -> ofStars(signal.value());
            case LIKE -> like;
            case INTERESTED, WATCHLIST -> interest;
            case DISLIKE, NOT_INTERESTED, DISMISSED -> refusal;
            case CLICK, SAVE, WATCH_TIME -> implicit;
            case WATCHED, BROWSE, VIEW, SKIP, REMOVE -> 0;
        };
    }

    public double ofStars(double stars) {
        return stars >= 4 ? like : stars >= 3 ? fair : poor;
    }

    private static void inRange(String name, double value, double min, double max) {
        if (!(value >= min && value <= max))
            throw new IllegalArgumentException(name + " must be in [" + min + ", " + max + "]: " + value);
    }
}
