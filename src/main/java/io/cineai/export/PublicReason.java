package io.cineai.export;

import io.cineai.movie.Movie;
import io.cineai.movie.thematic.Theme;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a film is in a list that everybody reads: it speaks of films, never of a reader's taste.
 *
 * @param like the film that it is like; null in lists of other kinds
 * @param attribute what is shared, or the genre or theme of the list; null where nothing is named
 */
public record PublicReason(
        Type type,
        String text,
        @Nullable Movie like,
        @Nullable String attribute) {

    enum Type {
        POPULAR,
        SHARED_THEME,
        PEOPLE,
        SIMILAR
    }

    public static PublicReason popular() {
        return new PublicReason(Type.POPULAR, "Popular right now", null, null);
    }

    public static PublicReason popularIn(String genre) {
        return new PublicReason(Type.POPULAR, "Popular in " + genre, null, genre);
    }

    public static PublicReason onTheme(String theme) {
        return new PublicReason(Type.SHARED_THEME, "On the theme of " + Theme.spoken(theme), null, theme);
    }

    /** Names the person whom both share, or else the genre that comes first in the film's own. */
    public static PublicReason similar(Movie film, Movie like) {
        Optional<String> person =
                people(film).filter(people(like).toList()::contains).findFirst();
        if (person.isPresent())
            return new PublicReason(
                    Type.PEOPLE, "With " + person.get() + ", as in " + like.title(), like, person.get());
        Optional<String> genre =
                film.genres().stream().filter(like.genres()::contains).findFirst();
        String text = "Similar to " + like.title()
                + genre.map(it -> ", another " + it + " film").orElse("");
        return new PublicReason(Type.SIMILAR, text, like, genre.orElse(null));
    }

    private static Stream<String> people(Movie film) {
        return Stream.concat(film.directors().stream(), film.cast().stream());
    }
}
