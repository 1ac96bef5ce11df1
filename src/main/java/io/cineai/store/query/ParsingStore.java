package io.cineai.store.query;

import io.cineai.budget.ModelId;
import io.cineai.query.ParsedQuery;
import io.cineai.store.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which shared queries wait for a model, and who is asking. Every statement commits by itself and uses the database's clock only. */
@ApplicationScoped
public class ParsingStore {
    /** What this model was asked with this version is left alone, whichever parse was the better. */
    static final String WANT = """
            insert into public.conversational_query_cache as q (original_query, query_key, wanted)
            select key, key, true
              from unnest($1::text[]) as k (key)
             order by key
            on conflict (query_key) where user_id is null do update
               set wanted = true
             where not q.wanted
               and ((q.provider, q.model, q.prompt_version) is distinct from ($2, $3, $4) or q.expires_at < clock_timestamp())""";

    /** What there would be to ask. */
    private static final String MISSING = """
            select count(*) as missing
              from (select k.key
                      from unnest($1::text[]) as k (key)
                      left join public.conversational_query_cache q on q.query_key = k.key and q.user_id is null
                     where (q.provider, q.model, q.prompt_version) is distinct from ($2, $3, $4)
                        or q.expires_at < clock_timestamp()
                     union
                    select q.query_key
                      from public.conversational_query_cache q
                     where q.wanted
                       and q.user_id is null
                       and ($5::text[] is null or q.query_key = any ($5))) m
             where not exists (select
                                 from cineai.query_parsing p
                                where p.query_key = m.key
                                  and p.state in ('in_progress', 'failed'))""";

    /**
     * The most used first. Somebody else's row is passed by, not waited for; one that was claimed since the statement began is looked at and
     * not taken.
     */
    static final String CLAIM = """
            with next as materialized (
                select q.query_key
                  from public.conversational_query_cache q
                  left join cineai.query_parsing p on p.query_key = q.query_key
                 where q.wanted
                   and q.user_id is null
                   and ($4::text[] is null or q.query_key = any ($4))
                   and (p.query_key is null
                        or p.state = 'ready'
                        or p.state = 'wanted' and (p.asked_at is null or p.asked_at < clock_timestamp() - interval '1 minute')
                        or p.state = 'in_progress' and p.batch_intent is null and p.leased_until < clock_timestamp())
                   and (p.state is null or p.state = 'ready' or p.attempts < $2)
                 order by q.hits desc, q.created_at, q.query_key
                 limit $3
                   for update of q skip locked),
            taken as (
                insert into cineai.query_parsing as p (query_key, state, claim_token, leased_until, attempts, asked_at)
                select n.query_key, 'in_progress', gen_random_uuid(), clock_timestamp() + make_interval(secs => $1), 1, clock_timestamp()
                  from next n
                on conflict (query_key) do update
                   set state = 'in_progress', claim_token = excluded.claim_token, leased_until = excluded.leased_until,
                       attempts = case p.state when 'ready' then 1 else p.attempts + 1 end,
                       judged = case p.state when 'ready' then 0 else p.judged end, asked_at = excluded.asked_at, batch_intent = null
                 where p.state in ('wanted', 'ready')
                    or p.state = 'in_progress' and p.batch_intent is null and p.leased_until < clock_timestamp()
                returning p.query_key, p.claim_token, p.judged, p.last_error)
            select l.looked, t.query_key, t.claim_token, t.judged, t.last_error
              from (select count(*) as looked from next) l
              left join taken t on true""";

    private static final String CLAIMED_IN = """
            select p.query_key, p.claim_token, p.judged, p.last_error
              from cineai.query_parsing p
             where p.batch_intent = $1
               and p.state = 'in_progress'""";

    /** What ends its workers again and again costs money each time. */
    private static final String BURY = """
            update cineai.query_parsing
               set state = 'failed', claim_token = null, leased_until = null,
                   last_error = coalesce(last_error, 'its worker died or got no answer ' || attempts || ' times')
             where attempts >= $1
               and (state = 'wanted' or state = 'in_progress' and batch_intent is null and leased_until < clock_timestamp())""";

    private static final String FORGET = """
            delete from cineai.query_parsing p
             where p.state in ('wanted', 'ready', 'failed')
               and not exists (select
                                 from public.conversational_query_cache q
                                where q.query_key = p.query_key
                                  and q.user_id is null)""";

    private static final String RELEASE = """
            update cineai.query_parsing
               set state = 'wanted', claim_token = null, leased_until = null, batch_intent = null,
                   attempts = attempts - case when $3 then 1 else 0 end,
                   asked_at = case when $3 and $4::text is null then null else asked_at end,
                   last_error = coalesce(left($4::text, 500), last_error)
             where query_key = $1
               and claim_token = $2
               and state = 'in_progress'""";

    /** What no model is asked about. A model's parse is never replaced by this one. */
    static final String KEEP_LOCAL = """
            with kept as (
                insert into public.conversational_query_cache as q
                       (original_query, query_key, parsed_query, intent, confidence, parser, parsed_at, wanted)
                values ($1, $1, $2::text::jsonb, $3, $4, 'local', clock_timestamp(), false)
                on conflict (query_key) where user_id is null do update
                   set parsed_query = excluded.parsed_query, intent = excluded.intent, confidence = excluded.confidence,
                       parser = 'local', parsed_at = excluded.parsed_at, wanted = false
                 where q.parser is distinct from 'model'
                   and (q.wanted or q.parsed_query is distinct from excluded.parsed_query)
                returning q.query_key),
            measured as (
                insert into cineai.query_parsing as p (query_key, state, local_quality)
                select query_key, 'ready', $5 from kept
                on conflict (query_key) do update
                   set local_quality = excluded.local_quality)
            select count(*) as kept from kept""";

    private static final String STATES = """
            select count(*) filter (where q.wanted and p.state is distinct from 'in_progress' and p.state is distinct from 'failed') as wanted,
                   count(*) filter (where p.state = 'in_progress') as running,
                   count(*) filter (where p.state = 'failed') as failed,
                   count(*) filter (where q.parser = 'model') as by_model,
                   count(*) filter (where q.parser = 'local') as by_local
              from public.conversational_query_cache q
              left join cineai.query_parsing p on p.query_key = q.query_key
             where q.query_key is not null
               and q.user_id is null""";

    private final Pool pool;

    ParsingStore(Pool pool) {
        this.pool = pool;
    }

    /** How many shared queries are how far. failed: the local parser is all they have. */
    public record States(long wanted, long running, long failed, long byModel, long byLocal) {
        public long open() {
            return wanted + running;
        }
    }

    /** Wants these queries parsed by this model and version, unless they are. */
    public Uni<Void> want(Collection<String> keys, ModelId model, String version) {
        return pool.preparedQuery(WANT)
                .execute(Tuple.of(keys.toArray(String[]::new), model.provider(), model.model(), version))
                .replaceWithVoid();
    }

    /**
     * How many this model would be asked about with this version.
     *
     * @param keys wanted in any case
     * @param among of the others only these; null: whatever is wanted
     */
    public Uni<Long> missing(
            Collection<String> keys, ModelId model, String version, @Nullable Collection<String> among) {
        return pool.preparedQuery(MISSING)
                .execute(
                        Tuple.of(keys.toArray(String[]::new), model.provider(), model.model(), version, namesOf(among)))
                .map(rows -> rows.iterator().next().getLong("missing"));
    }

    /**
     * What came of looking for work.
     *
     * @param over whether nothing is left; where others were first there may be no claim and yet more
     */
    public record Taken(List<QueryClaim> claims, boolean over) {}

    /** @param among only these; null: whatever is wanted */
    public Uni<Taken> claim(int most, @Nullable Collection<String> among, Duration lease, int maxAttempts) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(seconds(lease), maxAttempts, most, namesOf(among)))
                .map(rows -> takenOf(Rows.list(rows, row -> row)));
    }

    private static Taken takenOf(List<Row> rows) {
        return new Taken(
                rows.stream()
                        .filter(row -> row.getString("query_key") != null)
                        .map(ParsingStore::claimOf)
                        .toList(),
                rows.get(0).getLong("looked") == 0);
    }

    /** What waits for the answers of this batch. */
    public Uni<List<QueryClaim>> claimedIn(UUID batch) {
        return pool.preparedQuery(CLAIMED_IN)
                .execute(Tuple.of(batch))
                .map(rows -> Rows.list(rows, ParsingStore::claimOf));
    }

    /** Fails for good what was claimed so often and never finished, and forgets what is cached no more. */
    public Uni<Void> tidy(int maxAttempts) {
        return pool.preparedQuery(BURY)
                .execute(Tuple.of(maxAttempts))
                .chain(() -> pool.preparedQuery(FORGET).execute())
                .replaceWithVoid();
    }

    /** Hands back. giveBack: it was no fault of this query, and costs it no attempt. */
    public Uni<Void> release(QueryClaim claim, boolean giveBack, Optional<String> why) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(claim.key(), claim.token(), giveBack, why.orElse(null)))
                .replaceWithVoid();
    }

    /** Caches what the local parser says of this query. False where a model's parse, or the same, is there already. */
    public Uni<Boolean> keepLocal(String key, ParsedQuery parse, double quality) {
        return pool.preparedQuery(KEEP_LOCAL)
                .execute(Tuple.of(
                        key, QueryJson.of(parse), parse.intent().id(), (float) parse.confidence(), (float) quality))
                .map(rows -> rows.iterator().next().getLong("kept") == 1);
    }

    public Uni<States> states() {
        return pool.preparedQuery(STATES).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new States(
                    row.getLong("wanted"),
                    row.getLong("running"),
                    row.getLong("failed"),
                    row.getLong("by_model"),
                    row.getLong("by_local"));
        });
    }

    private static QueryClaim claimOf(Row row) {
        return new QueryClaim(
                row.getString("query_key"),
                row.getUUID("claim_token"),
                row.getInteger("judged"),
                Optional.ofNullable(row.getString("last_error")));
    }

    private static String @Nullable [] namesOf(@Nullable Collection<String> keys) {
        return keys == null ? null : keys.toArray(String[]::new);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
