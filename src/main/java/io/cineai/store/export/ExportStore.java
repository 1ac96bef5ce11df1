package io.cineai.store.export;

import io.cineai.movie.MovieId;
import io.cineai.store.Rows;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Films in the orders in which everybody may see them. A film that a user brought and that nobody else cares for is in none of them: to
 * insert a film would be to publish what one likes under this app's name.
 */
@ApplicationScoped
public class ExportStore {
    /** Before all users. */
    public static final UserId FIRST = new UserId(new UUID(0, 0));

    /** Labels that are looked at, those of most films first: what is typed in freely must not make the manifest grow for ever. */
    private static final int LABELS = 1_000;

    private static final String POPULAR = """
            select f.id
              from cineai.rec_films f
              left join cineai.movie_neighbours n on n.movie_id = f.id
             where f.id not in (select u.movie_id from cineai.uncared_films u)
             order by n.likes desc nulls last, f.popularity desc nulls last, f.rating desc nulls last, f.id
             limit $1""";

    private static final String GENRES = """
            select g.label, count(distinct f.id) as films
              from cineai.rec_films f
             cross join lateral unnest(f.genres) as g (label)
             where g.label ~ '\\S'
               and f.id not in (select u.movie_id from cineai.uncared_films u)
             group by g.label
             order by films desc, g.label
             limit $1""";

    private static final String BY_GENRE = """
            with member as (
                select distinct k.key, f.id, f.popularity, f.rating
                  from cineai.rec_films f
                 cross join lateral unnest(f.genres) as g (label)
                  join unnest($1::text[], $2::text[]) as k (label, key) on k.label = g.label
                 where f.id not in (select u.movie_id from cineai.uncared_films u)),
            place as (
                select m.key, m.id, count(*) over (partition by m.key) as films,
                       row_number() over (partition by m.key
                                              order by n.likes desc nulls last, m.popularity desc nulls last,
                                                       m.rating desc nulls last, m.id) as nth
                  from member m
                  left join cineai.movie_neighbours n on n.movie_id = m.id)
            select key, id
              from place
             where nth <= $3
               and films >= $4
             order by key, nth""";

    private static final String THEMES = """
            select t.label, count(distinct f.id) as films
              from cineai.rec_films f
              join public.movie_thematic_profiles p on p.movie_id = f.id
             cross join lateral unnest(p.themes) as t (label)
             where t.label ~ '\\S'
               and f.id not in (select u.movie_id from cineai.uncared_films u)
             group by t.label
             order by films desc, t.label
             limit $1""";

    /** By likes, each weighed by how sure the analysis is: of two films that are liked alike the surer one comes first. */
    private static final String BY_THEME = """
            with member as (
                select distinct k.key, f.id, f.popularity, f.rating, coalesce(p.confidence, 0) as confidence
                  from cineai.rec_films f
                  join public.movie_thematic_profiles p on p.movie_id = f.id
                 cross join lateral unnest(p.themes) as t (label)
                  join unnest($1::text[], $2::text[]) as k (label, key) on k.label = t.label
                 where f.id not in (select u.movie_id from cineai.uncared_films u)),
            place as (
                select m.key, m.id, count(*) over (partition by m.key) as films,
                       row_number() over (partition by m.key
                                              order by coalesce(n.likes, 0) * m.confidence desc, m.confidence desc,
                                                       m.popularity desc nulls last, m.rating desc nulls last, m.id) as nth
                  from member m
                  left join cineai.movie_neighbours n on n.movie_id = m.id)
            select key, id
              from place
             where nth <= $3
               and films >= $4
             order by key, nth""";

    private static final String UNCARED = """
            select u.movie_id
              from cineai.uncared_films u
             where u.movie_id = any ($1)""";

    /** Preferences are the app's, and may be anything: what is no object has no fields. */
    private static final String MEMBERS = """
            select p.id
              from public.user_profiles p
              join public.recommendation_feeds f on f.user_id = p.id
             where p.id > $1
               and p.preferences ->> 'edge_feed' = 'true'
             order by p.id
             limit $2""";

    private static final String FEEDS = """
            select p.id, f.body, f.hidden
              from public.user_profiles p
              join public.recommendation_feeds f on f.user_id = p.id
             where p.id > $1
               and p.preferences ->> 'edge_feed' = 'true'
             order by p.id
             limit $2""";

    private final Pool pool;

    ExportStore(Pool pool) {
        this.pool = pool;
    }

    /** A word that films carry, and how many do. */
    public record Label(String text, long films) {}

    /** Labels that share one list: which list each belongs to. */
    public record Keys(List<String> labels, List<String> keys) {}

    /** The ready list of a user who asked for a file. body: gzip; hidden: films dismissed since. */
    public record PersonalFeed(UserId user, byte[] body, Set<UUID> hidden) {}

    /** The most liked films, as lists for users who say nothing have them. */
    public Uni<List<MovieId>> popular(int films) {
        return pool.preparedQuery(POPULAR)
                .execute(Tuple.of(films))
                .map(rows -> Rows.list(rows, row -> new MovieId(row.getUUID("id"))));
    }

    /** Those of most films first. */
    public Uni<List<Label>> genres() {
        return labels(GENRES);
    }

    /** Likewise, of films that are analysed. */
    public Uni<List<Label>> themes() {
        return labels(THEMES);
    }

    /**
     * The most popular films of each list, by key.
     *
     * @param films in a list at the most
     * @param least films that there must be for a list
     */
    public Uni<Map<String, List<MovieId>>> byGenre(Keys keys, int films, int least) {
        return ranked(BY_GENRE, keys, films, least);
    }

    /** Likewise; films that are surely about the theme come before those of which it is guessed. */
    public Uni<Map<String, List<MovieId>>> byTheme(Keys keys, int films, int least) {
        return ranked(BY_THEME, keys, films, least);
    }

    /** Which of these films a user brought and nobody else cares for. */
    public Uni<Set<MovieId>> uncared(Collection<MovieId> films) {
        return pool.preparedQuery(UNCARED)
                .execute(Tuple.of(films.stream().map(MovieId::value).toArray(UUID[]::new)))
                .map(rows -> Rows.list(rows, row -> new MovieId(row.getUUID("movie_id"))))
                .map(Set::copyOf);
    }

    /** Users with a list who asked for a file, a page by id. */
    public Uni<List<UserId>> members(UserId after, int size) {
        return pool.preparedQuery(MEMBERS)
                .execute(Tuple.of(after.value(), size))
                .map(rows -> Rows.list(rows, row -> new UserId(row.getUUID("id"))));
    }

    /** Their lists, likewise. */
    public Uni<List<PersonalFeed>> feeds(UserId after, int size) {
        return pool.preparedQuery(FEEDS)
                .execute(Tuple.of(after.value(), size))
                .map(rows -> Rows.list(rows, ExportStore::feedOf));
    }

    private Uni<List<Label>> labels(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(LABELS))
                .map(rows -> Rows.list(rows, row -> new Label(row.getString("label"), row.getLong("films"))));
    }

    private Uni<Map<String, List<MovieId>>> ranked(String sql, Keys keys, int films, int least) {
        Tuple arguments =
                Tuple.of(keys.labels().toArray(String[]::new), keys.keys().toArray(String[]::new), films, least);
        return pool.preparedQuery(sql).execute(arguments).map(ExportStore::byKey);
    }

    private static Map<String, List<MovieId>> byKey(RowSet<Row> rows) {
        Map<String, List<MovieId>> lists = new TreeMap<>();
        for (Row row : rows)
            lists.computeIfAbsent(row.getString("key"), key -> new ArrayList<>())
                    .add(new MovieId(row.getUUID("id")));
        return lists;
    }

    private static PersonalFeed feedOf(Row row) {
        return new PersonalFeed(
                new UserId(row.getUUID("id")),
                row.getBuffer("body").getBytes(),
                List.of(row.getArrayOfUUIDs("hidden")).stream().collect(Collectors.toUnmodifiableSet()));
    }
}
