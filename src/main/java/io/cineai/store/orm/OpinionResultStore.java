package io.cineai.store.orm;

import static io.cineai.store.orm.NativeSql.count;

import io.cineai.queue.Priority;
import io.cineai.recommend.Opinion;
import io.cineai.store.opinion.OpinionClaim;
import io.cineai.store.opinion.OpinionJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes what a call about a list came to: the call and its cost, the opinion, and the wish for a list that heeds it, all or nothing. An
 * opinion is written behind the fence of its claim: under a token that is no longer the row's, only the money is booked.
 */
@ApplicationScoped
public class OpinionResultStore {
    private static final String READY = """
            with fence as (
                update cineai.list_opinions
                   set state = 'ready', result = cast(cast(?3 as text) as jsonb), brief = null, provider = ?4, model = ?5,
                       prompt_version = ?6, answered_at = clock_timestamp(),
                       expires_at = clock_timestamp() + make_interval(secs => ?7),
                       claim_token = null, leased_until = null, batch_intent = null, last_error = null, judged = 0
                 where user_id = ?1
                   and claim_token = ?2
                   and state = 'in_progress'
                returning 1)
            select count(*) from fence""";

    /** Whatever the list is made with by then: it is made once more, after what is more urgent. */
    private static final String ENQUEUE = """
            select count(*) from cineai.enqueue_refresh(cast(?1 as uuid), cast(?2 as smallint), 'opinion')""";

    /** After the second answer that breaks a rule it has failed. */
    private static final String REJECTED = """
            with fence as (
                update cineai.list_opinions
                   set judged = judged + 1,
                       last_error = left(?3, 500),
                       state = case when judged + 1 >= 2 then 'failed' when ?4 then 'wanted' else state end,
                       brief = case when judged + 1 >= 2 then null else brief end,
                       claim_token = case when judged + 1 >= 2 or ?4 then null else claim_token end,
                       leased_until = case when judged + 1 >= 2 or ?4 then null else leased_until end,
                       batch_intent = case when judged + 1 >= 2 or ?4 then null else batch_intent end
                 where user_id = ?1
                   and claim_token = ?2
                   and state = 'in_progress'
                returning state)
            select count(*) from fence where state = 'failed'""";

    private final EventLoop eventLoop;

    OpinionResultStore(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    /** Books a call and keeps its answer. False where the claim is ours no more, or the answer was read before: then it is dropped. */
    public Uni<Boolean> accept(Booking booking, OpinionClaim claim, Opinion opinion, Duration keptFor) {
        return eventLoop.inTransaction(session -> Bookings.call(session, booking)
                .chain(isNew -> isNew ? kept(session, booking, claim, opinion, keptFor) : no()));
    }

    private static Uni<Boolean> kept(
            Mutiny.Session session, Booking booking, OpinionClaim claim, Opinion opinion, Duration keptFor) {
        return ready(session, booking, claim, opinion, keptFor)
                .call(ours -> ours ? enqueue(session, claim) : Uni.createFrom().voidItem())
                .call(() -> Bookings.settle(session, booking));
    }

    private static Uni<Boolean> ready(
            Mutiny.Session session, Booking booking, OpinionClaim claim, Opinion opinion, Duration keptFor) {
        return count(
                        session,
                        READY,
                        claim.user().value(),
                        claim.token(),
                        OpinionJson.of(opinion),
                        booking.call().model().provider(),
                        booking.call().model().model(),
                        booking.call().promptVersion(),
                        (double) keptFor.toSeconds())
                .map(ours -> ours == 1);
    }

    private static Uni<Long> enqueue(Mutiny.Session session, OpinionClaim claim) {
        return count(session, ENQUEUE, claim.user().value(), Priority.SWEEP.value());
    }

    /**
     * Books a call whose answer broke a rule. True where it was the second such answer: then it has failed.
     *
     * @param handBack whether somebody else may ask again; otherwise the claim goes on
     */
    public Uni<Boolean> reject(Booking booking, OpinionClaim claim, String why, boolean handBack) {
        return eventLoop.inTransaction(session -> Bookings.call(session, booking)
                .chain(isNew -> isNew ? rejected(session, booking, claim, why, handBack) : no()));
    }

    private static Uni<Boolean> rejected(
            Mutiny.Session session, Booking booking, OpinionClaim claim, String why, boolean handBack) {
        return count(session, REJECTED, claim.user().value(), claim.token(), why, handBack)
                .call(() -> Bookings.settle(session, booking))
                .map(failed -> failed == 1);
    }

    private static Uni<Boolean> no() {
        return Uni.createFrom().item(false);
    }
}
