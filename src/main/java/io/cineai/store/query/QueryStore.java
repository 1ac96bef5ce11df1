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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of queries, under the caller's own claims: everybody's rows and the caller's. */
@ApplicationScoped
public class QueryStore {
    private static final String BEGIN = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select s.parses, s.own, s.movies, s.kinds, s.amounts, s.times
              from me, cineai.begin_search($2) s""";

    private static final String COUNT = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select cineai.count_query_hits($2, $3) from me""";

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
     * How a query was understood before.
     *
     * @param parse empty where nobody did, or where it is no parse of ours
     * @param isOwn whether that is the caller's own and nobody else's
     */
    public record Known(Optional<ParsedQuery> parse, boolean isOwn) {}

    /** What a search begins with: each query, in their order, and the caller's latest acts. */
    public record Begun(List<Known> queries, List<Signal> acts) {
        public Begun {
            queries = List.copyOf(queries);
            acts = List.copyOf(acts);
        }
    }

    /** One round trip. */
    public Uni<Begun> begin(String claims, List<QueryKey> keys) {
        String[] texts = keys.stream().map(QueryKey::text).toArray(String[]::new);
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(claims, texts))
                .map(rows -> begunOf(rows.iterator().next()));
    }

    /** Counts that these shared parses were used so often; at most a thousand. */
    public Uni<Void> count(String claims, Map<QueryKey, Long> hits) {
        String[] texts = hits.keySet().stream().map(QueryKey::text).toArray(String[]::new);
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(claims, texts, hits.values().toArray(Long[]::new)))
                .replaceWithVoid();
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
        String[] parses = row.getArrayOfStrings("parses");
        Boolean[] own = row.getArrayOfBooleans("own");
        List<Known> queries = new ArrayList<>(parses.length);
        for (int k = 0; k < parses.length; k++)
            queries.add(new Known(Optional.ofNullable(parses[k]).flatMap(StoredQuery::of), own[k]));
        return new Begun(queries, OwnActStore.signalsOf(row));
    }
}
