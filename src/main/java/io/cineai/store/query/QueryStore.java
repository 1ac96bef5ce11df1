package io.cineai.store.query;

import io.cineai.query.ParsedQuery;
import io.cineai.query.QueryKey;
import io.cineai.store.fact.OwnActStore;
import io.cineai.taste.Signal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is remembered of queries, under the caller's own claims: everybody's rows and the caller's. */
@ApplicationScoped
public class QueryStore {
    private static final String BEGIN = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select s.parses, s.movies, s.kinds, s.amounts, s.times
              from me, cineai.begin_search($2) s""";

    private static final String WANT = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select cineai.want_query($2) from me""";

    private static final String KEEP = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select cineai.keep_query($2, $3::text::jsonb) from me""";

    private final Pool pool;

    QueryStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What a search begins with.
     *
     * @param parses how each query was understood before; empty where nobody did, or where it is no parse of ours
     */
    public record Begun(List<Optional<ParsedQuery>> parses, List<Signal> acts) {
        public Begun {
            parses = List.copyOf(parses);
            acts = List.copyOf(acts);
        }
    }

    /** One round trip. Counts that these were asked. */
    public Uni<Begun> begin(String claims, List<QueryKey> keys) {
        String[] texts = keys.stream().map(QueryKey::text).toArray(String[]::new);
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(claims, texts))
                .map(rows -> begunOf(rows.iterator().next()));
    }

    /** Asks that a model understand this one day. Everybody may know of it. */
    public Uni<Void> want(String claims, QueryKey key) {
        return pool.preparedQuery(WANT).execute(Tuple.of(claims, key.text())).replaceWithVoid();
    }

    /** Keeps how this was understood, for the caller alone. */
    public Uni<Void> keep(String claims, QueryKey key, ParsedQuery query) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(claims, key.text(), QueryJson.of(query)))
                .replaceWithVoid();
    }

    private static Begun begunOf(Row row) {
        List<Optional<ParsedQuery>> parses = Arrays.stream(row.getArrayOfStrings("parses"))
                .map(json -> Optional.ofNullable(json).flatMap(StoredQuery::of))
                .toList();
        return new Begun(parses, OwnActStore.signalsOf(row));
    }
}
