package io.cineai.export;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cineai.movie.Movie;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import io.cineai.recommend.reason.Reason;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.testkit.Lists;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicListTest {
    private final Movie heat = aFilm("Heat")
            .of(1995)
            .withGenres("Drama", "Crime")
            .by("Michael Mann")
            .with("Al Pacino")
            .build();

    @Test
    void anItemHasTheFieldsOfTheReadFunctionsInTheirOrder() {
        Recommendation film = Shelf.popular("Heat").list().films().get(0);
        Recommendation personal = new Recommendation(
                1,
                film.movie(),
                film.score(),
                film.relevance(),
                film.algorithm(),
                List.of(new Reason(Reason.Type.BECAUSE_LIKED, film.movie().id(), "Heat", "Crime", 1)));
        byte[] body = new FeedRenderer(Duration.ofHours(6))
                .render(new Recommended(film.algorithm(), List.of(personal)), 1, Instant.EPOCH, Optional.empty())
                .body();
        JsonObject read = new JsonObject(Lists.unzipped(body))
                .getJsonArray("recommendations")
                .getJsonObject(0);

        JsonObject exported = item(new PublicList(
                "similar/x", "Heat", Shelf.popular("Heat").list(), it -> PublicReason.similar(it, heat)));

        assertEquals(List.copyOf(read.fieldNames()), List.copyOf(exported.fieldNames()));
        assertEquals(read.getJsonObject("movies"), exported.getJsonObject("movies"));
        assertEquals(
                List.copyOf(read.getJsonObject("explanation").fieldNames()),
                List.copyOf(exported.getJsonObject("explanation").fieldNames()));
        assertEquals(
                List.copyOf(read.getJsonObject("explanation")
                        .getJsonArray("reasons")
                        .getJsonObject(0)
                        .fieldNames()),
                List.copyOf(exported.getJsonObject("explanation")
                        .getJsonArray("reasons")
                        .getJsonObject(0)
                        .fieldNames()));
    }

    @Test
    void whatIsNotKnownIsNull() {
        Movie unknown = aFilm("Untold").of(0).lasting(0).build();
        Recommendation film = Shelf.popular("Heat").list().films().get(0);
        Recommended list = new Recommended(
                film.algorithm(),
                List.of(new Recommendation(1, unknown, film.score(), film.relevance(), film.algorithm(), List.of())));

        JsonObject movie = item(new PublicList("popular", "Popular", list, it -> PublicReason.popular()))
                .getJsonObject("movies");

        assertNull(movie.getValue("year"));
        assertNull(movie.getValue("runtime"));
        assertNull(movie.getValue("poster_url"));
        assertThat(movie.getJsonArray("genre").size(), equalTo(0));
    }

    @Test
    void aReasonNamesThePersonOrElseTheGenreOrElseTheFilm() {
        Movie insider =
                aFilm("The Insider").withGenres("Drama").with("Al Pacino").build();
        Movie ronin = aFilm("Ronin").withGenres("Action", "Crime").build();
        Movie amelie = aFilm("Amélie").withGenres("Romance").build();

        assertEquals(
                "With Al Pacino, as in Heat",
                PublicReason.similar(insider, heat).text());
        assertEquals(
                "Similar to Heat, another Crime film",
                PublicReason.similar(ronin, heat).text());
        assertEquals("Similar to Heat", PublicReason.similar(amelie, heat).text());
        assertEquals("Popular in Crime", PublicReason.popularIn("Crime").text());
        assertEquals(
                "On the theme of psychological thriller",
                PublicReason.onTheme("psychological_thriller").text());
    }

    private static JsonObject item(PublicList list) {
        return new JsonObject(Buffer.buffer(list.toJson()))
                .getJsonArray("recommendations")
                .getJsonObject(0);
    }
}
