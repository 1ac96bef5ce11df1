package io.cineai.store.orm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** One invocation of one function, as it starts: when that is, and all that comes later, the database says. */
@Entity
@Table(name = "function_runs", schema = "cineai")
class FunctionRunRow {
    @Id
    @Column(name = "run_id")
    UUID runId;

    @Column(name = "function")
    String function;

    String status;

    FunctionRunRow() {}

    FunctionRunRow(UUID runId, String function) {
        this.runId = runId;
        this.function = function;
        this.status = "running";
    }
}
