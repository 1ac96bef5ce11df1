package io.cineai.store.orm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** One invocation of one function. */
@Entity
@Table(name = "function_runs", schema = "cineai")
class FunctionRunRow {
    @Id
    @Column(name = "run_id")
    UUID runId;

    @Column(name = "function")
    String function;

    String status;

    /** As text on the way in: a text given for a jsonb parameter becomes a JSON string, not the object that it spells. */
    @ColumnTransformer(write = "cast(cast(? as text) as jsonb)", read = "cast(report as text)")
    @Nullable
    String report;

    @Nullable
    String error;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;

    FunctionRunRow() {}

    FunctionRunRow(UUID runId, String function, Instant startedAt) {
        this.runId = runId;
        this.function = function;
        this.status = "running";
        this.startedAt = startedAt;
    }
}
