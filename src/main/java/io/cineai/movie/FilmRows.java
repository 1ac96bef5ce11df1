package io.cineai.movie;

/** What both models say of one film: what goes with it by who liked it, and by what it is. */
public record FilmRows(Neighbours collaborative, Neighbours content) {
    public static final FilmRows NONE = new FilmRows(Neighbours.NONE, Neighbours.NONE);
}
