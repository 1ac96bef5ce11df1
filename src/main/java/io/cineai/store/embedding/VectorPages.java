package io.cineai.store.embedding;

import io.cineai.store.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.UUID;

/** Vectors in pages, by the films' ids. */
final class VectorPages {
    private static final int SIZE = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private VectorPages() {}

    /** Rows with {@code movie_id} and {@code embedding} behind a film, in the order of films. */
    interface Behind {
        Uni<RowSet<Row>> film(UUID film, int most);
    }

    static Multi<List<Vector>> of(Behind rows) {
        UUID[] after = {BEFORE_ALL};
        return Multi.createBy()
                .repeating()
                .uni(() -> rows.film(after[0], SIZE)
                        .map(page -> Rows.list(page, EmbeddingStore::vectorOf))
                        .invoke(page -> {
                            if (!page.isEmpty())
                                after[0] = page.get(page.size() - 1).film().value();
                        }))
                .whilst(page -> page.size() == SIZE);
    }
}
