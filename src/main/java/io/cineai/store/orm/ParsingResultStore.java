package io.cineai.store.orm;

import static io.cineai.store.orm.NativeSql.count;

import io.cineai.query.ParsedQuery;
import io.cineai.store.query.QueryClaim;
import io.cineai.store.query.QueryJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes what a call about a query came to: the call and its cost, and the parse, all or nothing. A parse is written behind the fence of
 * its claim: under a token that is no longer the row's, only the money is booked.
 */
@ApplicationScoped
public class ParsingResultStore {
    private static final String READY = """
            with fence as (
                update cineai.query_parsing
                   set state = 'ready', claim_token = null, leased_until = null, batch_intent = null, last_error = null, judged = 0,
                       attempts = 0, local_quality = ?3, model_quality = ?4
                 where query_key = ?1
                   and claim_token = ?2
                   and state = 'in_progress'
                returning query_key),
            cached as (
                update public.conversational_query_cache q
                   set parsed_query = cast(cast(?5 as text) as jsonb), intent = ?6, confidence = ?7, parser = ?8, provider = ?9,
                       model = ?10, prompt_version = ?11, parsed_at = clock_timestamp(), wanted = false,
                       expires_at = clock_timestamp() + make_interval(secs => ?12)
                  from fence
                 where q.query_key = fence.query_key
                   and q.user_id is null)
            select count(*) from fence""";

    /** After the second answer that breaks a rule it has failed: the local parser is all it has. */
    private static final String REJECTED = """
            with fence as (
                update cineai.query_parsing
                   set judged = judged + 1,
                       last_error = left(?3, 500),
                       state = case when judged + 1 >= 2 then 'failed' when ?4 then 'wanted' else state end,
                       claim_token = case when judged + 1 >= 2 or ?4 then null else claim_token end,
                       leased_until = case when judged + 1 >= 2 or ?4 then null else leased_until end,
                       batch_intent = case when judged + 1 >= 2 or ?4 then null else batch_intent end
                 where query_key = ?1
                   and claim_token = ?2
                   and state = 'in_progress'
                returning state)
            select count(*) from fence where state = 'failed'""";

    private final EventLoop eventLoop;

    ParsingResultStore(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    /**
     * A parse, and how it was found to be the better one.
     *
     * @param localQuality of the local parse, range 0 to 1; likewise modelQuality
     * @param keptFor how long nobody asks again
     */
    public record Chosen(ParsedQuery parse, double localQuality, double modelQuality, Duration keptFor) {}

    /** Books a call and caches the parse. False where the claim is ours no more: then the answer is dropped. */
    public Uni<Boolean> accept(Booking booking, QueryClaim claim, Chosen chosen) {
        return eventLoop.inTransaction(session -> Bookings.call(session, booking)
                .chain(() -> ready(session, booking, claim, chosen))
                .call(() -> Bookings.settle(session, booking)));
    }

    private static Uni<Boolean> ready(Mutiny.Session session, Booking booking, QueryClaim claim, Chosen chosen) {
        return count(
                        session,
                        READY,
                        claim.key(),
                        claim.token(),
                        (float) chosen.localQuality(),
                        (float) chosen.modelQuality(),
                        QueryJson.of(chosen.parse()),
                        chosen.parse().intent().id(),
                        (float) chosen.parse().confidence(),
                        chosen.parse().parser().name().toLowerCase(Locale.ROOT),
                        booking.call().model().provider(),
                        booking.call().model().model(),
                        booking.call().promptVersion(),
                        (double) chosen.keptFor().toSeconds())
                .map(ours -> ours == 1);
    }

    /**
     * Books a call whose answer broke a rule. True where it was the second such answer: then it has failed.
     *
     * @param handBack whether somebody else may ask again; otherwise the claim goes on
     */
    public Uni<Boolean> reject(Booking booking, QueryClaim claim, String why, boolean handBack) {
        return eventLoop.inTransaction(session -> Bookings.call(session, booking)
                .chain(() -> count(session, REJECTED, claim.key(), claim.token(), why, handBack))
                .call(() -> Bookings.settle(session, booking))
                .map(failed -> failed == 1));
    }
}
