package io.cineai.store.health;

import io.cineai.monitor.Health;
import io.cineai.monitor.State;
import io.cineai.store.JsonText;
import io.cineai.store.analysis.Recipe;
import io.cineai.store.health.ServiceHealth.Waiting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final String PUBLISH_ALL = """
            insert into public.ai_service_health (service_name, status, last_check, response_time_ms, error_message, metadata)
            select service, status, clock_timestamp(), latency, why, figures
              from jsonb_to_recordset($1::text::jsonb)
                   as (service text, status text, latency int, why text, figures jsonb)""";

    /** Once an hour at the most while nothing changes. */
    private static final String PUBLISH_CHANGE = """
            insert into public.ai_service_health (service_name, status, last_check, error_message)
            select $1::text, $2::text, clock_timestamp(), $3::text
             where not exists (select
                                 from (select h.status, h.last_check
                                         from public.ai_service_health h
                                        where h.service_name = $1
                                        order by h.last_check desc
                                        limit 1) last
                                where last.status = $2
                                  and last.last_check > clock_timestamp() - interval '1 hour')""";

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

    /** How all services do, a row each. */
    public Uni<Void> publish(List<Health> services) {
        String rows = JsonText.of(services.stream().map(HealthStore::rowOf).toList());
        return pool.preparedQuery(PUBLISH_ALL).execute(Tuple.of(rows)).replaceWithVoid();
    }

    /** For whoever notices the same again and again: only what is new is written. */
    public Uni<Void> publishChange(String service, State state, String why) {
        return pool.preparedQuery(PUBLISH_CHANGE)
                .execute(Tuple.of(service, state.label(), why))
                .replaceWithVoid();
    }

    private static Map<String, Object> rowOf(Health health) {
        Map<String, Object> row = new HashMap<>();
        row.put("service", health.service());
        row.put("status", health.state().label());
        health.latencyMs().ifPresent(millis -> row.put("latency", millis));
        health.why().ifPresent(why -> row.put("why", why));
        row.put("figures", health.figures());
        return row;
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
