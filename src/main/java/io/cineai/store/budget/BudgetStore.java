package io.cineai.store.budget;

import io.cineai.budget.BreakerPolicy;
import io.cineai.budget.ModelCard;
import io.cineai.budget.ModelId;
import io.cineai.budget.Price;
import io.cineai.budget.PriceList;
import io.cineai.budget.Usage;
import io.cineai.budget.WorstCase;
import io.cineai.store.Rows;
import io.cineai.store.budget.Reserved.Closed;
import io.cineai.store.budget.Reserved.Granted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Asks the budget before a call, and keeps what all workers must know of a provider. Money is booked by {@code store.orm}. */
@ApplicationScoped
public class BudgetStore {
    private static final String RESERVE = """
            select reservation, closed_by, closed_until
              from cineai.llm_reserve($1, $2, $3, $4, $5, $6, make_interval(secs => $7), $8, $9)""";

    private static final String CARD = """
            select structured_output, effort, batches, max_output_tokens, cached_from_tokens, thinking_tokens
              from cineai.llm_models
             where provider = $1
               and model = $2""";

    private static final String PRICES = """
            select valid_from, prompt_tokens_from, input_usd, output_usd, cache_read_usd, cache_write_usd, cache_write_1h_usd,
                   batch_factor
              from cineai.llm_prices
             where provider = $1
               and model = $2""";

    /** What an analysis took of late, answers that broke a rule included. */
    private static final String LATELY = """
            select count(*) filter (where outcome = 'succeeded') as answers, sum(input_tokens) as input,
                   sum(cache_read_tokens) as cache_read, sum(cache_write_tokens) as cache_write, sum(output_tokens) as output,
                   sum(thinking_tokens) as thinking
              from (select *
                      from cineai.llm_calls
                     where feature = $1
                       and provider = $2
                       and model = $3
                       and prompt_version = $4
                       and (batch_intent is not null) = $5
                       and outcome in ('succeeded', 'malformed', 'refused', 'cut_off')
                     order by id desc
                     limit 200) c""";

    private static final String PAUSE = """
            insert into cineai.llm_cooldown as c (provider, model, until, reason)
            values ($1, $2, $3, $4)
            on conflict (provider, model) do update
               set until = greatest(c.until, excluded.until), reason = excluded.reason, probe_until = null,
                   updated_at = clock_timestamp()""";

    private static final String PAUSE_FOR = """
            insert into cineai.llm_cooldown as c (provider, model, until, reason)
            values ($1, $2, clock_timestamp() + make_interval(secs => $3), $4)
            on conflict (provider, model) do update
               set until = greatest(c.until, excluded.until), reason = excluded.reason, probe_until = null,
                   updated_at = clock_timestamp()""";

    /**
     * Each failure after the breaker opened doubles the wait, a quarter either way, so that workers do not all come back at once. Calls
     * that were under way when it opened, and fail too, say nothing new.
     */
    private static final String FAILED = """
            insert into cineai.llm_cooldown as c (provider, model, until, reason, failures)
            values ($1, $2, clock_timestamp() + case when $4 <= 1 then make_interval(secs => $5) else interval '0' end, $3, 1)
            on conflict (provider, model) do update
               set failures = c.failures + 1, reason = excluded.reason, probe_until = null, updated_at = clock_timestamp(),
                   until = case
                       when c.failures + 1 < $4 then c.until
                       else greatest(c.until, clock_timestamp() + make_interval(
                           secs => least($6, $5 * 2 ^ least(20, c.failures + 1 - $4) * (0.75 + random() / 2))))
                   end
             where c.failures < $4
                or c.until <= clock_timestamp()""";

    private static final String WORKED = """
            update cineai.llm_cooldown
               set failures = 0, probe_until = null, updated_at = clock_timestamp()
             where provider = $1
               and model in ('*', $2)
               and (failures > 0 or probe_until is not null)""";

    private static final String EVERY_MODEL = "*";

    private final Pool pool;

    BudgetStore(Pool pool) {
        this.pool = pool;
    }

    /** Reserves for one call, or says what is against it. */
    public Uni<Reserved> reserve(
            String feature, ModelId model, WorstCase worst, Duration lease, UUID run, BreakerPolicy breaker) {
        Tuple values = Tuple.tuple()
                .addString(feature)
                .addString(model.provider())
                .addString(model.model())
                .addInteger(worst.calls())
                .addLong(worst.tokens())
                .addBigDecimal(worst.usd())
                .addDouble(seconds(lease))
                .addUUID(run)
                .addInteger(breaker.failures());
        return pool.preparedQuery(RESERVE)
                .execute(values)
                .map(rows -> reservedOf(rows.iterator().next()));
    }

    /** A model that nobody described takes what every model takes. */
    public Uni<ModelCard> card(ModelId model) {
        return pool.preparedQuery(CARD)
                .execute(Tuple.of(model.provider(), model.model()))
                .map(rows -> Rows.first(rows, row -> cardOf(model, row)).orElse(ModelCard.unknown(model)));
    }

    /** Fails with {@link IllegalStateException} where the model has no price: what is not priced cannot be bounded. */
    public Uni<PriceList> prices(ModelId model) {
        return pool.preparedQuery(PRICES)
                .execute(Tuple.of(model.provider(), model.model()))
                .map(rows -> Rows.list(rows, BudgetStore::priceOf))
                .invoke(prices -> {
                    if (prices.isEmpty())
                        throw new IllegalStateException("cineai.llm_prices must have a row for " + model);
                })
                .map(prices -> new PriceList(model, prices));
    }

    /** What the last 200 calls used; empty where there were none. */
    public Uni<Optional<Lately>> lately(String feature, ModelId model, String promptVersion, boolean batch) {
        return pool.preparedQuery(LATELY)
                .execute(Tuple.of(feature, model.provider(), model.model(), promptVersion, batch))
                .map(rows -> Rows.first(rows, BudgetStore::latelyOf).filter(it -> it.answers() > 0));
    }

    /** Nobody calls this model for so long. */
    public Uni<Void> pause(ModelId model, Duration time, String why) {
        return pool.preparedQuery(PAUSE_FOR)
                .execute(Tuple.of(model.provider(), model.model(), seconds(time), why))
                .replaceWithVoid();
    }

    /** Nobody calls any of this provider's models until then. */
    public Uni<Void> close(String provider, Instant until, String why) {
        return pool.preparedQuery(PAUSE)
                .execute(Tuple.of(provider, EVERY_MODEL, until.atOffset(ZoneOffset.UTC), why))
                .replaceWithVoid();
    }

    public Uni<Void> failed(ModelId model, String why, BreakerPolicy breaker) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.tuple()
                        .addString(model.provider())
                        .addString(model.model())
                        .addString(why)
                        .addInteger(breaker.failures())
                        .addDouble(seconds(breaker.base()))
                        .addDouble(seconds(breaker.cap())))
                .replaceWithVoid();
    }

    public Uni<Void> worked(ModelId model) {
        return pool.preparedQuery(WORKED)
                .execute(Tuple.of(model.provider(), model.model()))
                .replaceWithVoid();
    }

    /**
     * What calls used together.
     *
     * @param answers how many of them were good
     */
    public record Lately(long answers, Usage usage) {}

    private static Reserved reservedOf(Row row) {
        UUID reservation = row.getUUID("reservation");
        return reservation != null
                ? new Granted(reservation)
                : new Closed(
                        row.getString("closed_by"),
                        row.getOffsetDateTime("closed_until").toInstant());
    }

    private static ModelCard cardOf(ModelId model, Row row) {
        return new ModelCard(
                model,
                row.getBoolean("structured_output"),
                row.getBoolean("effort"),
                row.getBoolean("batches"),
                row.getInteger("max_output_tokens"),
                row.getInteger("cached_from_tokens"),
                row.getInteger("thinking_tokens"));
    }

    private static Price priceOf(Row row) {
        return new Price(
                row.getLocalDate("valid_from"),
                row.getLong("prompt_tokens_from"),
                row.getBigDecimal("input_usd"),
                row.getBigDecimal("output_usd"),
                row.getBigDecimal("cache_read_usd"),
                row.getBigDecimal("cache_write_usd"),
                row.getBigDecimal("cache_write_1h_usd"),
                row.getBigDecimal("batch_factor"));
    }

    private static Lately latelyOf(Row row) {
        return new Lately(
                row.getLong("answers"),
                new Usage(
                        tokens(row, "input"),
                        tokens(row, "cache_read"),
                        tokens(row, "cache_write"),
                        0,
                        tokens(row, "output"),
                        tokens(row, "thinking")));
    }

    private static long tokens(Row row, String name) {
        Number sum = row.getNumeric(name);
        return sum == null ? 0 : sum.longValue();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
