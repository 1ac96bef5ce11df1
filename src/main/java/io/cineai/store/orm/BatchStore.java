package io.cineai.store.orm;

import static io.cineai.store.orm.NativeSql.count;
import static io.cineai.store.orm.NativeSql.with;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cineai.budget.BreakerPolicy;
import io.cineai.budget.ModelId;
import io.cineai.budget.WorstCase;
import io.cineai.store.budget.Reserved;
import io.cineai.store.orm.Batch.Errand;
import io.cineai.store.orm.Batch.Item;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Batches of questions, each a row from before it is sent: there is no key by which a provider would know a batch again, and one sent
 * twice is paid twice. One worker at a time sees to a batch.
 */
@ApplicationScoped
public class BatchStore {
    private static final String SEE_TO = """
            with ours as (
                update cineai.llm_batches
                   set leased_until = clock_timestamp() + make_interval(secs => ?2)
                 where intent_id = ?1
                returning 1)
            select count(*) from ours""";

    private static final String RESERVE = """
            select reservation, closed_by, closed_until
              from cineai.llm_reserve(?1, ?2, ?3, 0, ?4, ?5, make_interval(secs => ?6), ?7, ?8)""";

    private static final String TAKE = """
            with taken as (
                update cineai.llm_batches b
                   set leased_until = clock_timestamp() + make_interval(secs => ?3)
                 where b.intent_id in (select o.intent_id
                                         from cineai.llm_batches o
                                        where o.state in ('intended', 'submitted', 'ended')
                                          and o.feature = ?1
                                          and o.provider = ?2
                                          and (o.leased_until is null or o.leased_until < clock_timestamp())
                                        order by o.created_at
                                          for update skip locked)
                returning b.intent_id)
            select intent_id from taken""";

    private static final String KEEP_MONEY = """
            with money as (
                update cineai.llm_reservations
                   set leased_until = greatest(leased_until, clock_timestamp() + make_interval(secs => ?2))
                 where id = ?1
                returning 1)
            select count(*) from money""";

    private static final String SETTLE = "select cineai.llm_settle(?1, ?2, 0, 0, 0)";

    private final LlmBatchRows rows;
    private final EventLoop eventLoop;
    private final ObjectMapper json;

    BatchStore(LlmBatchRows rows, EventLoop eventLoop, ObjectMapper json) {
        this.rows = rows;
        this.eventLoop = eventLoop;
        this.json = json;
    }

    /**
     * Writes down that this is about to be sent: what it asks about waits for it, and its money is reserved, for so long. Where the budget
     * says no, nothing is changed.
     *
     * @param seenTo how long nobody else sees to it
     */
    public Uni<Reserved> intend(Batch batch, UUID run, Duration lease, Duration seenTo, BreakerPolicy breaker) {
        return eventLoop
                .inTransaction(
                        session -> count(session, waiting(batch).hold(), batch.intent(), tokens(batch), seconds(lease))
                                .chain(() -> rows.persistAndFlush(row(batch)))
                                .call(row -> count(session, SEE_TO, batch.intent(), seconds(seenTo)))
                                .chain(row -> reserve(session, batch, run, lease, breaker)
                                        .invoke(granted -> row.reservation = granted.reservation())
                                        .<Reserved>map(granted -> granted)))
                .onFailure(Refused.class)
                .recoverWithItem(refused -> ((Refused) refused).closed);
    }

    private Uni<Reserved.Granted> reserve(
            Mutiny.Session session, Batch batch, UUID run, Duration lease, BreakerPolicy breaker) {
        WorstCase worst = batch.items().stream()
                .map(Item::reserved)
                .reduce(new WorstCase(0, 0, BigDecimal.ZERO), WorstCase::plus);
        ModelId model = batch.errand().model();
        return with(
                        session.createNativeQuery(RESERVE, Tuple.class),
                        batch.errand().feature(),
                        model.provider(),
                        model.model(),
                        worst.tokens(),
                        worst.usd(),
                        seconds(lease),
                        run,
                        breaker.failures())
                .getSingleResult()
                .map(BatchStore::granted);
    }

    /** A failure, so that the transaction is undone. */
    private static Reserved.Granted granted(Tuple row) {
        UUID reservation = row.get(0, UUID.class);
        if (reservation != null) return new Reserved.Granted(reservation);
        throw new Refused(new Reserved.Closed(
                row.get(1, String.class), row.get(2, OffsetDateTime.class).toInstant()));
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Reserved.Closed closed;

        Refused(Reserved.Closed closed) {
            super(closed.by());
            this.closed = closed;
        }
    }

    /** The provider has it. */
    public Uni<Void> sent(UUID intent, String batchId, Optional<Instant> expiresAt, Instant now) {
        return change(intent, row -> {
            row.state = "submitted";
            row.batchId = batchId;
            row.submittedAt = now;
            row.expiresAt = expiresAt.orElse(null);
            row.leasedUntil = null;
        });
    }

    /** Batches of a feature that are under way and nobody sees to, the oldest first; for so long they are ours. */
    public Uni<List<Batch>> take(String feature, Waiting waiting, String provider, Duration lease) {
        return eventLoop.inTransaction(session -> with(
                        session.createNativeQuery(TAKE, UUID.class), feature, provider, seconds(lease))
                .getResultList()
                .chain(intents -> rows.list("intentId in ?1 order by createdAt", intents))
                .map(found -> found.stream().map(row -> batch(row, waiting)).toList()));
    }

    /** The names of all batches of this provider that are known since then. */
    public Uni<List<String>> known(String provider, Instant since) {
        return eventLoop
                .run(() -> Panache.withSession(
                        () -> rows.list("provider = ?1 and createdAt >= ?2 and batchId is not null", provider, since)))
                .map(found -> found.stream().map(row -> row.batchId).toList());
    }

    /** It goes on: somebody looks again later. */
    public Uni<Void> goesOn(Batch batch, Duration lease) {
        return eventLoop
                .inTransaction(session -> count(session, waiting(batch).keep(), batch.intent(), seconds(lease))
                        .chain(() -> count(session, KEEP_MONEY, batch.reservation(), seconds(lease)))
                        .chain(() -> rows.findById(batch.intent()))
                        .invoke(row -> row.leasedUntil = null))
                .replaceWithVoid();
    }

    /** One of its questions is at fault. */
    public Uni<Void> invalid(Batch batch, Item item, String why) {
        return eventLoop
                .inTransaction(session -> count(session, waiting(batch).fail(), batch.intent(), item.token(), why))
                .replaceWithVoid();
    }

    /** Its answers are all read. */
    public Uni<Void> collected(Batch batch, Instant now) {
        return close(batch, row -> {
            row.state = "collected";
            row.endedAt = now;
        });
    }

    /** It was never taken, or its answers cannot be had. */
    public Uni<Void> failed(Batch batch, String why, Instant now) {
        return close(batch, row -> {
            row.state = "failed";
            row.lastError = why;
            row.endedAt = now;
        });
    }

    private Uni<Void> close(Batch batch, Consumer<LlmBatchRow> change) {
        return eventLoop
                .inTransaction(session -> rows.findById(batch.intent())
                        .invoke(change)
                        .invoke(row -> row.leasedUntil = null)
                        .chain(() -> session.flush())
                        .chain(() -> count(session, waiting(batch).free(), batch.intent()))
                        .chain(() -> with(
                                        session.createNativeQuery(SETTLE, Boolean.class),
                                        batch.reservation(),
                                        batch.errand().feature())
                                .getSingleResult()))
                .replaceWithVoid();
    }

    private Uni<Void> change(UUID intent, Consumer<LlmBatchRow> change) {
        return eventLoop
                .inTransaction(session -> rows.findById(intent).invoke(change))
                .replaceWithVoid();
    }

    private LlmBatchRow row(Batch batch) {
        LlmBatchRow row = new LlmBatchRow();
        row.intentId = batch.intent();
        row.provider = batch.errand().model().provider();
        row.model = batch.errand().model().model();
        row.feature = batch.errand().feature();
        row.promptVersion = batch.errand().version();
        row.state = "intended";
        row.items = items(batch);
        return row;
    }

    private String items(Batch batch) {
        ArrayNode items = json.createArrayNode();
        for (Item item : batch.items())
            items.addObject()
                    .put("customId", item.customId())
                    .put("key", item.key())
                    .put("token", item.token().toString())
                    .put("tokens", item.reserved().tokens())
                    .put("usd", item.reserved().usd());
        return items.toString();
    }

    private Batch batch(LlmBatchRow row, Waiting waiting) {
        return new Batch(
                row.intentId,
                Optional.ofNullable(row.batchId),
                new Errand(row.feature, waiting, new ModelId(row.provider, row.model), row.promptVersion),
                items(row.items),
                row.reservation,
                row.createdAt);
    }

    private List<Item> items(String text) {
        List<Item> items = new ArrayList<>();
        for (JsonNode item : read(text))
            items.add(new Item(
                    item.path("customId").asText(),
                    item.path("key").asText(),
                    UUID.fromString(item.path("token").asText()),
                    new WorstCase(
                            0, item.path("tokens").asLong(), item.path("usd").decimalValue())));
        return items;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("items of a batch are no JSON", damaged);
        }
    }

    private static UUID[] tokens(Batch batch) {
        return batch.items().stream().map(Item::token).toArray(UUID[]::new);
    }

    private static Waiting waiting(Batch batch) {
        return batch.errand().waiting();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
