package io.cineai.store.orm;

import static io.cineai.store.orm.NativeSql.count;
import static io.cineai.store.orm.NativeSql.with;

import io.cineai.budget.Call;
import io.cineai.budget.Outcome;
import io.cineai.store.orm.Booking.OfBatch;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import org.hibernate.reactive.mutiny.Mutiny;

/** Books calls in somebody's transaction: the call, and last, because others wait for those rows, what it cost. */
final class Bookings {
    /** A request of a batch is booked once, however often its batch is read. */
    private static final String CALL = """
            with booked as (
                insert into cineai.llm_calls
                       (run_id, feature, provider, model, prompt_version, analysis_key, batch_intent, input_tokens,
                        output_tokens, cache_read_tokens, cache_write_tokens, thinking_tokens, cost_usd, outcome, http_status,
                        request_id, latency_ms)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, nullif(?15, 0), nullif(?16, ''), ?17)
                on conflict (batch_intent, analysis_key) where batch_intent is not null do nothing
                returning 1)
            select count(*) from booked""";

    private static final String SETTLE = """
            select cineai.llm_settle(?1, ?2, ?3, ?4, ?5, ?6, ?7)""";

    private Bookings() {}

    /** False where it is booked already. */
    static Uni<Boolean> call(Mutiny.Session session, Booking booking) {
        Call call = booking.call();
        return count(
                        session,
                        CALL,
                        call.run(),
                        call.feature(),
                        call.model().provider(),
                        call.model().model(),
                        call.promptVersion(),
                        call.analysisKey(),
                        booking.intent(),
                        call.usage().input(),
                        call.usage().output(),
                        call.usage().cacheRead(),
                        call.usage().cacheWrite() + call.usage().cacheWrite1h(),
                        call.usage().thinking(),
                        call.usd(),
                        call.outcome().label(),
                        call.httpStatus(),
                        call.requestId(),
                        (int) call.latency().toMillis())
                .map(booked -> booked == 1);
    }

    /** A call that was turned away uses none of its hour: the provider did nothing. */
    static Uni<Void> settle(Mutiny.Session session, Booking booking) {
        Call call = booking.call();
        long calls = booking.batch().isPresent() || isTurnedAway(call) ? 0 : 1;
        Long partTokens = booking.batch().map(it -> it.reserved().tokens()).orElse(null);
        BigDecimal partUsd =
                booking.batch().map(OfBatch::reserved).map(it -> it.usd()).orElse(null);
        return with(
                        session.createNativeQuery(SETTLE, Boolean.class),
                        booking.reservation(),
                        call.feature(),
                        calls,
                        call.usage().tokens(),
                        call.usd(),
                        partTokens,
                        partUsd)
                .getSingleResult()
                .replaceWithVoid();
    }

    private static boolean isTurnedAway(Call call) {
        return call.outcome() == Outcome.RATE_LIMITED
                || call.outcome() == Outcome.OVERLOADED
                || call.outcome() == Outcome.OVER_BUDGET;
    }
}
