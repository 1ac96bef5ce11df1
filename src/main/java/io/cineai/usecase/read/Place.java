package io.cineai.usecase.read;

import io.cineai.movie.MovieId;
import io.cineai.query.match.FilmSpace;
import io.cineai.query.match.Ranking;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * The last film of the page before: the next one begins behind it, whatever has come and gone since.
 *
 * @param score range 0 to 1; above it before the first page
 */
record Place(float score, MovieId film) {
    private static final MovieId NO_FILM = new MovieId(new UUID(0, 0));

    static final Place FIRST = new Place(Float.POSITIVE_INFINITY, NO_FILM);

    static Place at(Ranking ranking, int place, FilmSpace films) {
        return new Place(
                ranking.scores()[place], films.film(ranking.films()[place]).id());
    }

    static Place of(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            int slash = plain.indexOf('/');
            Place place = new Place(
                    Float.parseFloat(plain.substring(0, slash)),
                    new MovieId(UUID.fromString(plain.substring(slash + 1))));
            if (place.score >= 0 && place.score <= 1) return place;
        } catch (IllegalArgumentException | IndexOutOfBoundsException madeUp) {
            // Said below.
        }
        throw new IllegalArgumentException("after must be the next of an earlier page");
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((score + "/" + film).getBytes(StandardCharsets.US_ASCII));
    }

    /** Where the page begins that comes after this. */
    int in(Ranking ranking, FilmSpace films) {
        int at = 0;
        while (at < ranking.size() && !isBefore(at(ranking, at, films))) at++;
        return at;
    }

    private boolean isBefore(Place other) {
        return score > other.score || score == other.score && film.compareTo(other.film) < 0;
    }
}
