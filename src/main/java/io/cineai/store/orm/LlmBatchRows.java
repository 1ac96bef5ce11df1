package io.cineai.store.orm;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class LlmBatchRows implements PanacheRepositoryBase<LlmBatchRow, UUID> {}
