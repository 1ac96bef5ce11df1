package io.cineai.store.analysis;

import io.cineai.movie.MovieId;
import io.cineai.store.Gone;
import io.cineai.store.Rows;
import io.cineai.store.film.FilmStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which films want an analysis, and who works on which. Every statement commits by itself and uses the database's clock only. */
@ApplicationScoped
public class AnalysisStore {
    /**
     * Most wanted first: in how many fresh lists, how often rated, on how many watch-lists, how popular. What a user brought and nobody
     * else cared for is left out, unless it is asked for by name.
     */
    static final String WANTED = """
            with wanted as (
                select a.movie_id
                  from cineai.film_analyses($1, $2, $3, $4, $5, $6) a
                 where a.state = 'wanted'
                   and ($7::uuid[] is null or a.movie_id = any ($7))
                   and ($7::uuid[] is not null or a.movie_id not in (select u.movie_id from cineai.uncared_films u))),
            demand as (
                select d.movie_id, d.lists, d.ratings, d.wishes
                  from cineai.demand_for(array(select movie_id from wanted)) d)
            select w.movie_id
              from wanted w
              join cineai.rec_films f on f.id = w.movie_id
              left join demand d on d.movie_id = w.movie_id
             order by coalesce(d.lists, 0) desc, coalesce(d.ratings, 0) desc, coalesce(d.wishes, 0) desc,
                      f.popularity desc nulls last, w.movie_id
             limit $8""";

    private static final String FILMS = """
            select f.id, f.title, f.year, f.genres, f.directors, f.cast_members, f.keywords, f.runtime, f.overview, f.poster_url,
                   a.key, a.input_hash
              from cineai.film_analyses($1, $2, $3, $4, $5, $6) a
              join cineai.rec_films f on f.id = a.movie_id
             where a.movie_id = any ($7)
               and a.state = 'wanted'
             order by array_position($7, f.id)""";

    /** Nobody else may work on it, or have finished it, meanwhile. An expired result stays until it is replaced. */
    static final String CLAIM = """
            insert into cineai.movie_analyses as a
                   (key, movie_id, kind, depth, focus, provider, model, prompt_version, input_hash, state, claim_token,
                    leased_until, attempts)
            select t.key, t.movie_id, $1, $2, $3, $4, $5, $6, t.input_hash, 'in_progress', gen_random_uuid(),
                   clock_timestamp() + make_interval(secs => $10), 1
              from unnest($7::text[], $8::uuid[], $9::text[]) as t (key, movie_id, input_hash)
             order by t.key
            on conflict (key) do update
               set state = 'in_progress', claim_token = excluded.claim_token, leased_until = excluded.leased_until,
                   attempts = case a.state when 'ready' then 1 else a.attempts + 1 end,
                   judged = case a.state when 'ready' then 0 else a.judged end,
                   last_error = case a.state when 'ready' then null else a.last_error end,
                   batch_intent = null
             where a.state = 'pending'
                or a.state = 'in_progress' and a.leased_until < clock_timestamp()
                or a.state = 'ready' and a.expires_at < clock_timestamp()
            returning a.key, a.claim_token, a.judged, a.last_error""";

    /** What ends its workers again and again costs money each time. */
    static final String BURY = """
            update cineai.movie_analyses
               set state = 'failed', claim_token = null, leased_until = null, batch_intent = null,
                   last_error = coalesce(last_error, 'its worker died or got no answer ' || attempts || ' times')
             where attempts >= $1
               and (state = 'pending' or state = 'in_progress' and leased_until < clock_timestamp())""";

    private static final String RELEASE = """
            update cineai.movie_analyses
               set state = 'pending', claim_token = null, leased_until = null, batch_intent = null,
                   attempts = attempts - case when $3 then 1 else 0 end,
                   last_error = coalesce($4, last_error)
             where key = $1
               and claim_token = $2
               and state = 'in_progress'""";

    private static final String BATCHED = """
            select movie_id, key, claim_token, judged, last_error
              from cineai.movie_analyses
             where batch_intent = $1
               and state = 'in_progress'""";

    private static final String STATES = """
            select count(*) filter (where a.state = 'wanted') as wanted,
                   count(*) filter (where a.state = 'running') as running,
                   count(*) filter (where a.state = 'ready') as ready,
                   count(*) filter (where a.state = 'failed') as failed
              from cineai.film_analyses($1, $2, $3, $4, $5, $6) a
             where ($7::uuid[] is null or a.movie_id = any ($7))
               and ($7::uuid[] is not null or a.movie_id not in (select u.movie_id from cineai.uncared_films u))""";

    /** Cheap, for it is asked again and again: it does not look at what the films are like by now. */
    private static final String REACHED = """
            select count(*) as films
              from cineai.movie_analyses
             where kind = $1
               and depth = $2
               and focus = $3
               and provider = $4
               and model = $5
               and prompt_version = $6
               and case state
                       when 'ready' then expires_at >= now()
                       when 'in_progress' then leased_until >= now()
                       else state = 'failed'
                   end""";

    private static final String JOIN = "select cineai.join_film_analyses() as changed";

    private final Pool pool;

    AnalysisStore(Pool pool) {
        this.pool = pool;
    }

    /** Films that want this analysis, the most wanted first. named: only of these; empty: of all. */
    public Uni<List<MovieId>> wanted(Recipe recipe, Optional<List<MovieId>> named, int limit) {
        return pool.preparedQuery(WANTED)
                .execute(asked(recipe, named).addInteger(limit))
                .map(rows -> Rows.list(rows, row -> new MovieId(row.getUUID("movie_id"))));
    }

    /** Those of these films that still want it, as they are now, in this order. */
    public Uni<List<WantedFilm>> films(Recipe recipe, List<MovieId> films) {
        return pool.preparedQuery(FILMS)
                .execute(asked(recipe, Optional.of(films)))
                .map(rows -> Rows.list(rows, AnalysisStore::wantedFilm));
    }

    /** Claims those that nobody works on, by key. */
    public Uni<Map<String, Claim>> claim(Recipe recipe, List<WantedFilm> films, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(claiming(recipe, films, lease))
                .map(rows -> byKey(Rows.list(rows, AnalysisStore::claimOf)))
                .onFailure(Gone::is)
                .recoverWithItem(Map.of());
    }

    /** Fails for good what was claimed so often and never finished; how many. */
    public Uni<Integer> bury(int maxAttempts) {
        return pool.preparedQuery(BURY).execute(Tuple.of(maxAttempts)).map(done -> done.rowCount());
    }

    /** Hands back. giveBack: it was no fault of this film, and costs it no attempt. */
    public Uni<Void> release(Claim claim, boolean giveBack, Optional<String> why) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(claim.key(), claim.token(), giveBack, why.orElse(null)))
                .replaceWithVoid();
    }

    /** The claims that are asked for in this batch, by film: all that are still its. */
    public Uni<Map<MovieId, Claim>> batched(UUID intent) {
        return pool.preparedQuery(BATCHED).execute(Tuple.of(intent)).map(rows -> {
            Map<MovieId, Claim> batched = new HashMap<>();
            for (Row row : rows) batched.put(new MovieId(row.getUUID("movie_id")), claimOf(row));
            return batched;
        });
    }

    public Uni<States> states(Recipe recipe, Optional<List<MovieId>> named) {
        return pool.preparedQuery(STATES).execute(asked(recipe, named)).map(rows -> {
            Row row = rows.iterator().next();
            return new States(
                    row.getLong("wanted"), row.getLong("running"), row.getLong("ready"), row.getLong("failed"));
        });
    }

    /** How many films have it, have failed, or are under way, nearly. */
    public Uni<Long> reached(Recipe recipe) {
        return pool.preparedQuery(REACHED)
                .execute(identity(recipe))
                .map(rows -> rows.iterator().next().getLong("films"));
    }

    /** Shows the app, in each film's thematic profile, what its other two analyses say; how many profiles changed. */
    public Uni<Long> join() {
        return pool.query(JOIN).execute().map(rows -> rows.iterator().next().getLong("changed"));
    }

    /** How many films are how far. running: somebody holds a lease. */
    public record States(long wanted, long running, long ready, long failed) {
        public long open() {
            return wanted + running;
        }
    }

    private static Tuple asked(Recipe recipe, Optional<List<MovieId>> named) {
        return identity(recipe).addArrayOfUUID(named.map(AnalysisStore::ids).orElse(null));
    }

    private static Tuple claiming(Recipe recipe, List<WantedFilm> films, Duration lease) {
        return identity(recipe)
                .addArrayOfString(films.stream().map(WantedFilm::key).toArray(String[]::new))
                .addArrayOfUUID(films.stream().map(it -> it.film().id().value()).toArray(UUID[]::new))
                .addArrayOfString(films.stream().map(WantedFilm::inputHash).toArray(String[]::new))
                .addDouble(lease.toMillis() / 1000.0);
    }

    private static Tuple identity(Recipe recipe) {
        return Tuple.tuple()
                .addString(recipe.kind().label())
                .addString(recipe.kind().depth())
                .addArrayOfString(recipe.kind().focus().toArray(String[]::new))
                .addString(recipe.model().provider())
                .addString(recipe.model().model())
                .addString(recipe.promptVersion());
    }

    private static UUID[] ids(Collection<MovieId> films) {
        return films.stream().map(MovieId::value).toArray(UUID[]::new);
    }

    private static WantedFilm wantedFilm(Row row) {
        return new WantedFilm(FilmStore.movieOf(row), row.getString("key"), row.getString("input_hash"));
    }

    private static Claim claimOf(Row row) {
        return new Claim(
                row.getString("key"),
                row.getUUID("claim_token"),
                row.getInteger("judged"),
                Optional.ofNullable(row.getString("last_error")));
    }

    private static Map<String, Claim> byKey(List<Claim> claims) {
        Map<String, Claim> byKey = new HashMap<>(claims.size() * 2);
        claims.forEach(claim -> byKey.put(claim.key(), claim));
        return byKey;
    }
}
