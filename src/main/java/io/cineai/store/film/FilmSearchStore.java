package io.cineai.store.film;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.store.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds films by what their analyses say. */
@ApplicationScoped
public class FilmSearchStore {
    /**
     * What was not asked for is null, and Postgres plans each search with its values at hand, so that the index of what was asked is used. A
     * film's score is the mean of what was asked for; where nothing was, how many like it.
     */
    static final String FIND = """
            select f.id, f.title, f.year, f.genres, f.directors, f.cast_members, f.keywords, f.runtime, f.overview, f.poster_url,
                   t.themes, t.complexity_score, t.cultural_context::text as cultural_context,
                   s.cinematography ->> 'style_category' as style_category, s.overall_style_score,
                   e.overall_pattern, e.overall_emotional_intensity, x.score
              from cineai.rec_films f
              left join public.movie_thematic_profiles t on t.movie_id = f.id
              left join public.movie_cinematic_styles s on s.movie_id = f.id
              left join public.movie_emotional_journeys e on e.movie_id = f.id and e.user_mood_context is null
              left join cineai.movie_neighbours n on n.movie_id = f.id
             cross join lateral (
                   select round(coalesce((select avg(asked.score)
                                            from (values (case when $1::text is not null or $2::float8 is not null
                                                               then coalesce(t.complexity_score, 0) end),
                                                         (case when $3::text is not null or $4::float8 is not null
                                                               then coalesce(s.overall_style_score, 0) end),
                                                         (case when $5::text is not null
                                                               then coalesce(e.overall_emotional_intensity, 0) end),
                                                         (case when $6::text is not null
                                                               then cineai.mood_fit($6, e.resolution, e.valence_curve,
                                                                                    e.overall_emotional_intensity) end))
                                                 as asked (score)),
                                         coalesce(n.likes, 0) / (coalesce(n.likes, 0) + 20.0::float8))::numeric, 6)::float8 as score) x
             where ($1::text is null or t.themes @> array[$1::text])
               and ($2::float8 is null or t.complexity_score >= $2)
               and ($3::text is null or s.cinematography ->> 'style_category' = $3)
               and ($4::float8 is null or s.overall_style_score >= $4)
               and ($5::text is null or e.overall_pattern = $5)
               and ($6::text is null
                    or cineai.moods_of(e.resolution, e.valence_curve, e.overall_emotional_intensity) @> array[$6::text])
               and ($7::float8 is null or (x.score, f.id) < ($7, $8::uuid))
             order by x.score desc, f.id desc
             limit $9""";

    private final Pool pool;

    FilmSearchStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What films must be like; null where it does not matter.
     *
     * @param theme id of a theme
     * @param minComplexity range 0 to 1
     * @param style id of a style category
     * @param minStyleScore how distinctive the style is at least. Range 0 to 1.
     * @param pattern {@code overall_pattern}
     * @param mood id of a mood
     */
    public record Criteria(
            @Nullable String theme,
            @Nullable Double minComplexity,
            @Nullable String style,
            @Nullable Double minStyleScore,
            @Nullable String pattern,
            @Nullable String mood) {}

    /** The last film of the page before: the next one begins behind it. */
    public record Key(double score, MovieId film) {}

    /**
     * A film that fits, and what its analyses say of it.
     *
     * @param culturalContext JSON
     * @param score how well it fits. Range 0 to 1.
     */
    public record Found(
            Movie movie,
            @Nullable List<String> themes,
            @Nullable Double complexity,
            @Nullable String culturalContext,
            @Nullable String style,
            @Nullable Double styleScore,
            @Nullable String pattern,
            @Nullable Double intensity,
            double score) {
        public Key key() {
            return new Key(score, movie.id());
        }
    }

    /** The best that fit, best first. after: null for the first page. */
    public Uni<List<Found>> find(Criteria criteria, @Nullable Key after, int limit) {
        Tuple values = Tuple.tuple()
                .addString(criteria.theme())
                .addDouble(criteria.minComplexity())
                .addString(criteria.style())
                .addDouble(criteria.minStyleScore())
                .addString(criteria.pattern())
                .addString(criteria.mood())
                .addDouble(after == null ? null : after.score())
                .addUUID(after == null ? null : after.film().value())
                .addInteger(limit);
        return pool.preparedQuery(FIND).execute(values).map(rows -> Rows.list(rows, FilmSearchStore::foundOf));
    }

    private static Found foundOf(Row row) {
        String[] themes = row.getArrayOfStrings("themes");
        return new Found(
                FilmStore.movieOf(row),
                themes == null ? null : List.of(themes),
                row.getDouble("complexity_score"),
                row.getString("cultural_context"),
                row.getString("style_category"),
                row.getDouble("overall_style_score"),
                row.getString("overall_pattern"),
                row.getDouble("overall_emotional_intensity"),
                row.getDouble("score"));
    }
}
