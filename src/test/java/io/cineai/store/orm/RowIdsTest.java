package io.cineai.store.orm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.taste.UserId;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowIdsTest {
    private static final UserId USER = new UserId(UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2"));
    private static final MovieId FARGO = new MovieId(UUID.fromString("9c8bb4c2-0167-59de-b6de-e65edc183c0e"));

    /** Python: uuid.UUID(bytes=hashlib.sha1(user.bytes + film.bytes).digest()[:16], version=5). */
    @Test
    void anIdIsTheHashOfItsUserAndFilm() {
        assertEquals(List.of(UUID.fromString("3747412e-7a91-5b1a-8911-1f7ffb104aec")), ids(USER, FARGO));
    }

    @Test
    void eachUserAndFilmHaveTheirOwnWhereverTheyStand() {
        MovieId heat = new MovieId(UUID.randomUUID());
        UserId other = new UserId(UUID.randomUUID());
        Set<UUID> all = new HashSet<>(ids(USER, FARGO, heat));
        all.addAll(ids(other, heat, FARGO));

        assertEquals(4, all.size());
        assertEquals(ids(USER, FARGO).get(0), ids(USER, heat, FARGO).get(1));
        for (UUID id : all) {
            assertEquals(5, id.version());
            assertEquals(2, id.variant());
        }
    }

    private static List<UUID> ids(UserId user, MovieId... films) {
        return RowIds.of(user, List.of(films).stream().map(RowIdsTest::listed).toList());
    }

    private static Recommendation listed(MovieId film) {
        Movie movie = new Movie(film, "A film", 1995, List.of(), List.of(), List.of(), List.of(), 170, "", "");
        return new Recommendation(1, movie, BigDecimal.ONE, 1, Algorithm.HYBRID, List.of());
    }
}
