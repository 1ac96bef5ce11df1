package io.cineai.store.feedback;

import io.cineai.store.JsonText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records feedback, each act once, however often it is sent. */
@ApplicationScoped
public class FeedbackStore {
    private static final String RECORD = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select f.recorded, f.repeated, f.unknown_films
              from me, cineai.record_feedback($2::text::jsonb) f""";

    private final Pool pool;

    FeedbackStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What became of it.
     *
     * @param recorded acts that were new
     * @param repeated acts that were known already, or came twice
     * @param unknownFilms films that do not exist; what was said of them is dropped
     */
    public record Recorded(int recorded, int repeated, List<UUID> unknownFilms) {}

    /**
     * @param claims JSON of the caller's verified claims
     * @param events columns of the tables, by name
     */
    public Uni<Recorded> record(String claims, List<Map<String, Object>> events) {
        return pool.preparedQuery(RECORD)
                .execute(Tuple.of(claims, JsonText.of(events)))
                .map(rows -> recordedOf(rows.iterator().next()));
    }

    private static Recorded recordedOf(Row row) {
        return new Recorded(
                row.getInteger("recorded"), row.getInteger("repeated"), List.of(row.getArrayOfUUIDs("unknown_films")));
    }
}
