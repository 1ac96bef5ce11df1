package io.cineai.store.orm;

import static io.cineai.store.orm.NativeSql.count;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rows of {@code function_runs}: every invocation, from its start; times are the database's. */
@ApplicationScoped
public class RunStore {
    private static final String SUCCEEDED = """
            with ended as (
                update cineai.function_runs
                   set status = 'succeeded', report = cast(cast(?2 as text) as jsonb), finished_at = clock_timestamp()
                 where run_id = ?1
                returning 1)
            select count(*) from ended""";

    private static final String FAILED = """
            with ended as (
                update cineai.function_runs
                   set status = 'failed', error = left(?2, 500), finished_at = clock_timestamp()
                 where run_id = ?1
                returning 1)
            select count(*) from ended""";

    /** What comes too late, after the end of its run, is not written. */
    private static final String PROGRESS = """
            with told as (
                update cineai.function_runs
                   set report = cast(cast(?2 as text) as jsonb)
                 where run_id = ?1
                   and status = 'running'
                returning 1)
            select count(*) from told""";

    private final FunctionRunRows rows;
    private final EventLoop eventLoop;
    private final ObjectMapper json;

    RunStore(FunctionRunRows rows, EventLoop eventLoop, ObjectMapper json) {
        this.rows = rows;
        this.eventLoop = eventLoop;
        this.json = json;
    }

    public Uni<Void> started(UUID run, String function) {
        FunctionRunRow row = new FunctionRunRow(run, function);
        return eventLoop
                .run(() -> Panache.withTransaction(() -> rows.persist(row)))
                .replaceWithVoid();
    }

    /** How far a run is that goes on; its report takes the place of this when it ends well. */
    public Uni<Void> progress(UUID run, Object soFar) {
        return eventLoop
                .inTransaction(session -> count(session, PROGRESS, run, text(soFar)))
                .replaceWithVoid();
    }

    public Uni<Void> succeeded(UUID run, Object report) {
        return eventLoop
                .inTransaction(session -> count(session, SUCCEEDED, run, text(report)))
                .replaceWithVoid();
    }

    public Uni<Void> failed(UUID run, String error) {
        return eventLoop
                .inTransaction(session -> count(session, FAILED, run, error))
                .replaceWithVoid();
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException notPlainData) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), notPlainData);
        }
    }
}
