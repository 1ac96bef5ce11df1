package io.cineai.store.orm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One batch of questions, from the intent to send it. Only what changed is written: statements of our own write its lease. */
@Entity
@DynamicUpdate
@Table(name = "llm_batches", schema = "cineai")
class LlmBatchRow {
    @Id
    @Column(name = "intent_id")
    UUID intentId;

    @Column(name = "batch_id")
    @Nullable
    String batchId;

    String provider;

    String model;

    String feature;

    @Column(name = "prompt_version")
    String promptVersion;

    String state;

    /** As text on the way in, as in {@link FunctionRunRow}. */
    @ColumnTransformer(write = "cast(cast(? as text) as jsonb)", read = "cast(items as text)")
    String items;

    @Nullable
    UUID reservation;

    @Column(name = "last_error")
    @Nullable
    String lastError;

    @Column(name = "leased_until")
    @Nullable
    Instant leasedUntil;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    @Column(name = "submitted_at")
    @Nullable
    Instant submittedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    LlmBatchRow() {}
}
