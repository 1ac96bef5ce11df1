package io.cineai.usecase.read;

import io.cineai.movie.MovieId;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.store.feed.ListJson;
import io.cineai.store.film.FilmSearchStore;
import io.cineai.store.film.FilmSearchStore.Criteria;
import io.cineai.store.film.FilmSearchStore.Found;
import io.cineai.store.film.FilmSearchStore.Key;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds films by theme, style, arc and mood, page by page. */
@ApplicationScoped
public class FindFilms {
    private final FilmSearchStore films;

    FindFilms(FilmSearchStore films) {
        this.films = films;
    }

    /**
     * What is asked for; null where it does not matter. A field that names no word of its vocabulary is a broken rule.
     *
     * @param minComplexity range 0 to 1
     * @param minStyleScore range 0 to 1
     * @param arc one of the six arcs, or the app's word for it
     * @param after {@code next} of the page before
     * @param limit films a page. Range 1 to 50.
     */
    public record Request(
            @Nullable String theme,
            @Nullable Double minComplexity,
            @Nullable String style,
            @Nullable Double minStyleScore,
            @Nullable String arc,
            @Nullable String mood,
            @Nullable String after,
            int limit) {}

    public Uni<Answer> find(Request request, Set<String> known) {
        Key after = request.after() == null ? null : key(request.after());
        return Reach.of(films.find(criteria(request), after, request.limit() + 1))
                .map(found -> Answer.made(page(found, request.limit()), null, known));
    }

    private static Criteria criteria(Request request) {
        return new Criteria(
                Vocabulary.id("theme", Theme.class, request.theme()),
                request.minComplexity(),
                Vocabulary.id("style", StyleCategory.class, request.style()),
                request.minStyleScore(),
                Vocabulary.pattern("arc", request.arc()),
                Vocabulary.id("mood", Mood.class, request.mood()));
    }

    /** One film more than a page holds says that there is another page. */
    private static byte[] page(List<Found> found, int limit) {
        boolean more = found.size() > limit;
        List<Found> page = more ? found.subList(0, limit) : found;
        return ListJson.page(page, more ? text(page.get(limit - 1).key()) : null);
    }

    private static String text(Key key) {
        byte[] plain = (key.score() + "/" + key.film()).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    private static Key key(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            int slash = plain.indexOf('/');
            Key key = new Key(
                    Double.parseDouble(plain.substring(0, slash)),
                    new MovieId(UUID.fromString(plain.substring(slash + 1))));
            if (key.score() >= 0 && key.score() <= 1) return key;
        } catch (IllegalArgumentException | IndexOutOfBoundsException madeUp) {
            // Said below.
        }
        throw new IllegalArgumentException("after must be the next of an earlier page");
    }
}
