package io.cineai.export;

import static io.cineai.testkit.FilmBuilder.aFilm;

import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Lists to export. */
final class Shelf {
    private Shelf() {}

    static PublicList popular(String... titles) {
        return list("popular", "Popular", titles);
    }

    static PublicList list(String key, String name, String... titles) {
        List<Recommendation> films = new ArrayList<>();
        for (String title : titles)
            films.add(new Recommendation(
                    films.size() + 1,
                    aFilm(title).withGenres("Crime").by("Michael Mann").build(),
                    new BigDecimal("0.99").subtract(new BigDecimal("0.01").multiply(BigDecimal.valueOf(films.size()))),
                    1.0 / (films.size() + 2),
                    Algorithm.POPULAR,
                    List.of()));
        return new PublicList(key, name, new Recommended(Algorithm.POPULAR, films), film -> PublicReason.popular());
    }
}
