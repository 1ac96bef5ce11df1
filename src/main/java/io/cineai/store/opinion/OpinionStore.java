package io.cineai.store.opinion;

import io.cineai.opinion.Brief;
import io.cineai.store.Gone;
import io.cineai.store.Rows;
import io.cineai.store.opinion.KnownOpinion.Held;
import io.cineai.taste.UserId;
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

/** Who wants an opinion of their list, and who is asking. Every statement commits by itself and uses the database's clock only. */
@ApplicationScoped
public class OpinionStore {
    private static final String KNOWN = """
            select user_id, key, result::text as result, answered_at
              from (select o.user_id, o.key, o.answered_at,
                           case when o.expires_at > clock_timestamp() then o.result end as result
                      from cineai.list_opinions o
                     where o.user_id = any ($1)) k""";

    /**
     * A wish replaces an older one. Who was asked about lately is not asked about again, whatever changed; who is being asked about will
     * be looked at when that is over.
     */
    static final String WANT = """
            insert into cineai.list_opinions as o (user_id, key, brief)
            values ($1, $2, $3::text::jsonb)
            on conflict (user_id) do update
               set key = excluded.key, brief = excluded.brief, state = 'wanted', attempts = 0, judged = 0, last_error = null,
                   wanted_at = case o.state when 'wanted' then o.wanted_at else clock_timestamp() end
             where o.state = 'wanted' and o.key <> excluded.key
                or o.state in ('ready', 'failed')
                   and (o.key <> excluded.key or o.expires_at < clock_timestamp())
                   and (o.asked_at is null or o.asked_at < clock_timestamp() - make_interval(secs => $4))""";

    static final String CLAIM = """
            select user_id, key, claim_token, judged, last_error, brief::text as brief, not_before
              from cineai.claim_list_opinion(make_interval(secs => $1), $2, $3)""";

    static final String CLAIM_SOME = """
            select user_id, key, claim_token, judged, last_error, brief::text as brief
              from cineai.claim_list_opinions(make_interval(secs => $1), $2, $3, $4)""";

    private static final String BATCHED = """
            select user_id, key, claim_token, judged, last_error, brief::text as brief
              from cineai.list_opinions
             where batch_intent = $1
               and state = 'in_progress'""";

    /** What ends its workers again and again costs money each time. */
    private static final String BURY = """
            update cineai.list_opinions
               set state = 'failed', claim_token = null, leased_until = null, batch_intent = null, brief = null,
                   last_error = coalesce(last_error, 'its worker died or got no answer ' || attempts || ' times')
             where attempts >= $1
               and (state = 'wanted' or state = 'in_progress' and leased_until < clock_timestamp())""";

    /** Where it was not asked after all, for want of money, it counts for no minute either. */
    private static final String RELEASE = """
            update cineai.list_opinions
               set state = 'wanted', claim_token = null, leased_until = null, batch_intent = null,
                   attempts = attempts - case when $3 then 1 else 0 end,
                   asked_at = case when $3 and $4::text is null then null else asked_at end,
                   last_error = coalesce(left($4::text, 500), last_error)
             where user_id = $1
               and claim_token = $2
               and state = 'in_progress'""";

    private static final String STATES = """
            select count(*) filter (where state = 'wanted') as wanted,
                   count(*) filter (where state = 'in_progress') as running,
                   count(*) filter (where state = 'ready') as ready,
                   count(*) filter (where state = 'failed') as failed
              from cineai.list_opinions
             where $1::uuid is null
                or user_id = $1""";

    private final Pool pool;

    public OpinionStore(Pool pool) {
        this.pool = pool;
    }

    /** What is known of these users; of whom nothing is known is absent. */
    public Uni<Map<UserId, KnownOpinion>> of(Collection<UserId> users) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(users.stream().map(UserId::value).toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UserId, KnownOpinion> known = new HashMap<>();
                    for (Row row : rows) known.put(new UserId(row.getUUID("user_id")), knownOf(row));
                    return known;
                });
    }

    /**
     * Wants an opinion, unless the same is wanted, asked for or answered already. A user who is gone wants nothing.
     *
     * @param atMostEvery how long a user is left alone after having been asked about
     */
    public Uni<Void> want(UserId user, Brief brief, Duration atMostEvery) {
        return pool.preparedQuery(WANT)
                .execute(Tuple.of(user.value(), brief.key(), OpinionJson.of(brief), seconds(atMostEvery)))
                .onFailure(Gone::is)
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** @param only this user; empty: whoever has waited longest */
    public Uni<Next> claim(Optional<UserId> only, Duration lease, int maxAttempts) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(
                        seconds(lease), maxAttempts, only.map(UserId::value).orElse(null)))
                .map(rows -> Rows.first(rows, OpinionStore::nextOf).orElseGet(Next.Nobody::new));
    }

    /**
     * Claims for a batch, those first that have waited longest. They count for no minute, for nobody is asked at once; where nobody at all
     * may be asked, none is claimed.
     *
     * @param only this user; empty: everybody who waits
     * @param most 1 or more
     */
    public Uni<List<OpinionClaim>> claim(Optional<UserId> only, int most, Duration lease, int maxAttempts) {
        return pool.preparedQuery(CLAIM_SOME)
                .execute(Tuple.of(
                        seconds(lease), maxAttempts, only.map(UserId::value).orElse(null), most))
                .map(rows -> Rows.list(rows, OpinionStore::claimOf));
    }

    /** The claims that are asked for in this batch: all that are still its. */
    public Uni<List<OpinionClaim>> batched(UUID intent) {
        return pool.preparedQuery(BATCHED)
                .execute(Tuple.of(intent))
                .map(rows -> Rows.list(rows, OpinionStore::claimOf));
    }

    /** Fails for good what was claimed so often and never finished; how many. */
    public Uni<Integer> bury(int maxAttempts) {
        return pool.preparedQuery(BURY).execute(Tuple.of(maxAttempts)).map(done -> done.rowCount());
    }

    /** Hands back. giveBack: it was no fault of this list, and costs it no attempt. */
    public Uni<Void> release(OpinionClaim claim, boolean giveBack, Optional<String> why) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(claim.user().value(), claim.token(), giveBack, why.orElse(null)))
                .replaceWithVoid();
    }

    public Uni<States> states(Optional<UserId> only) {
        return pool.preparedQuery(STATES)
                .execute(Tuple.of(only.map(UserId::value).orElse(null)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new States(
                            row.getLong("wanted"), row.getLong("running"), row.getLong("ready"), row.getLong("failed"));
                });
    }

    /** How many users are how far. */
    public record States(long wanted, long running, long ready, long failed) {
        public long open() {
            return wanted + running;
        }
    }

    private static KnownOpinion knownOf(Row row) {
        String result = row.getString("result");
        return new KnownOpinion(
                row.getString("key"),
                Optional.ofNullable(result)
                        .map(it -> new Held(
                                OpinionJson.opinion(it),
                                row.getOffsetDateTime("answered_at").toInstant())));
    }

    private static Next nextOf(Row row) {
        if (row.getUUID("claim_token") == null)
            return new Next.NotBefore(row.getOffsetDateTime("not_before").toInstant());
        return new Next.Claimed(claimOf(row));
    }

    private static OpinionClaim claimOf(Row row) {
        return new OpinionClaim(
                new UserId(row.getUUID("user_id")),
                row.getString("key"),
                row.getUUID("claim_token"),
                row.getInteger("judged"),
                Optional.ofNullable(row.getString("last_error")),
                OpinionJson.brief(row.getString("brief")));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
