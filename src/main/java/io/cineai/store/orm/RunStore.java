package io.cineai.store.orm;

import static io.cineai.store.orm.NativeSql.count;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The rows of {@code function_runs}: every invocation, from its start. */
@ApplicationScoped
public class RunStore {
    private static final int ERROR_LENGTH = 500;

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

    public Uni<Void> started(UUID run, String function, Instant at) {
        FunctionRunRow row = new FunctionRunRow(run, function, at);
        return inTransaction(() -> rows.persist(row)).replaceWithVoid();
    }

    /** How far a run is that goes on; its report takes the place of this when it ends well. */
    public Uni<Void> progress(UUID run, Object soFar) {
        return eventLoop
                .inTransaction(session -> count(session, PROGRESS, run, text(soFar)))
                .replaceWithVoid();
    }

    public Uni<Void> succeeded(UUID run, Object report, Instant at) {
        return end(run, row -> {
            row.status = "succeeded";
            row.report = text(report);
            row.finishedAt = at;
        });
    }

    public Uni<Void> failed(UUID run, String error, Instant at) {
        return end(run, row -> {
            row.status = "failed";
            row.error = error.substring(0, Math.min(ERROR_LENGTH, error.length()));
            row.finishedAt = at;
        });
    }

    private Uni<Void> end(UUID run, Consumer<FunctionRunRow> change) {
        return inTransaction(() -> rows.findById(run).invoke(change)).replaceWithVoid();
    }

    private <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return eventLoop.run(() -> Panache.withTransaction(work));
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException notPlainData) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), notPlainData);
        }
    }
}
