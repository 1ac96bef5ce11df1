package io.cineai.store.health;

import io.cineai.store.analysis.Recipe;
import io.cineai.store.health.ServiceHealth.Waiting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Figures of a service, and their publication. */
@ApplicationScoped
public class HealthStore {
    private static final String FIGURES = """
            select calls, errors, p50_ms, p95_ms, lookups, hits, waiting_until, waiting_for, breaker_open
              from cineai.analysis_health($1, $2, $3, $4, $5)""";

    private static final String PUBLISH = """
            insert into public.ai_service_health
                   (service_name, status, last_check, response_time_ms, error_message, metadata)
            values ($1, $2, clock_timestamp(), $3, $4,
                    jsonb_build_object('provider', $5::text, 'model', $6::text, 'calls', $7::bigint, 'errorRate', $8::float8,
                                       'p95Ms', $9::int, 'hitRate', $10::float8, 'lookups', $11::bigint))""";

    private final Pool pool;

    HealthStore(Pool pool) {
        this.pool = pool;
    }

    /** @param breaker failures in a row that open it */
    public Uni<ServiceHealth> of(Recipe recipe, int breaker) {
        return pool.preparedQuery(FIGURES)
                .execute(Tuple.of(
                        recipe.kind().function(),
                        recipe.kind().label(),
                        recipe.model().provider(),
                        recipe.model().model(),
                        breaker))
                .map(rows -> healthOf(rows.iterator().next()));
    }

    public Uni<Void> publish(Recipe recipe, ServiceHealth health) {
        return pool.preparedQuery(PUBLISH)
                .execute(Tuple.tuple()
                        .addString(recipe.kind().function())
                        .addString(health.status())
                        .addInteger(health.medianMs().orElse(null))
                        .addString(health.waiting().map(Waiting::kind).orElse(null))
                        .addString(recipe.model().provider())
                        .addString(recipe.model().model())
                        .addLong(health.calls())
                        .addDouble(health.errorRate())
                        .addInteger(health.p95Ms().orElse(null))
                        .addDouble(health.hitRate())
                        .addLong(health.lookups()))
                .replaceWithVoid();
    }

    private static ServiceHealth healthOf(Row row) {
        Optional<Waiting> waiting = Optional.ofNullable(row.getOffsetDateTime("waiting_until"))
                .map(until ->
                        new Waiting(until.toInstant(), row.getString("waiting_for"), row.getBoolean("breaker_open")));
        return new ServiceHealth(
                row.getLong("calls"),
                row.getLong("errors"),
                Optional.ofNullable(row.getInteger("p50_ms")),
                Optional.ofNullable(row.getInteger("p95_ms")),
                row.getLong("lookups"),
                row.getLong("hits"),
                waiting);
    }
}
