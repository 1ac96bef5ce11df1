package io.cineai.store.fact;

import io.cineai.movie.MovieId;
import io.cineai.store.Rows;
import io.cineai.store.fact.UserFacts.ReadyList;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClientHelper;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The facts that lists are made from, for many users in two statements. */
@ApplicationScoped
public class FactStore {
    private static final int PAGE = 10_000;

    private static final String SIGNALS = """
            select user_id, movie_id, kind, value, at
              from cineai.rec_signals
             where user_id = any ($1)""";

    private static final String USERS = """
            select u.user_id, f.input_digest, f.etag, f.generated_at, f.fresh_until,
                   cineai.favourite_genres(p.preferences) as genres
              from unnest($1::uuid[]) as u (user_id)
              left join public.recommendation_feeds f on f.user_id = u.user_id
              left join public.user_profiles p on p.id = u.user_id""";

    private static final String SOME_USER = """
            select user_id
              from public.recommendation_feeds
             order by algorithm_used = 'popular', user_id
             limit 1""";

    private static final String ALL_SIGNALS = """
            select user_id, movie_id, kind, value, at
              from cineai.rec_signals
             order by user_id""";

    /** Columns of {@link #SIGNALS} and {@link #ALL_SIGNALS}: by name they would be looked for in each of hundreds of rows. */
    private static final int USER = 0;

    private static final int MOVIE = 1;
    private static final int KIND = 2;
    private static final int VALUE = 3;
    private static final int AT = 4;

    private static final Map<String, Signal.Kind> KINDS = Arrays.stream(Signal.Kind.values())
            .collect(Collectors.toMap(kind -> kind.name().toLowerCase(Locale.ROOT), kind -> kind));

    private final Pool pool;

    FactStore(Pool pool) {
        this.pool = pool;
    }

    /** Facts of these users; every user asked for is in the answer. */
    public Uni<Map<UserId, UserFacts>> of(Collection<UserId> users) {
        Tuple ids = Tuple.of(users.stream().map(UserId::value).toArray(UUID[]::new));
        return pool.preparedQuery(SIGNALS)
                .execute(ids)
                .map(FactStore::signalsByUser)
                .chain(signals -> pool.preparedQuery(USERS).execute(ids).map(rows -> factsByUser(rows, signals)));
    }

    /** A user with a list, preferably a personal one. */
    public Uni<Optional<UserId>> someUserWithList() {
        return pool.query(SOME_USER).execute().map(rows -> Rows.first(rows, row -> new UserId(row.getUUID("user_id"))));
    }

    /** Every signal there is, user by user, read by a cursor. */
    public Multi<UserSignal> allSignals() {
        return SqlClientHelper.inTransactionMulti(pool, connection -> cursor((SqlConnection) connection))
                .map(row -> new UserSignal(new UserId(row.getUUID(USER)), signalOf(row)));
    }

    /** A cursor lives as long as its transaction, which therefore ends after the last row and not before the first. */
    private static Multi<Row> cursor(SqlConnection connection) {
        return connection.prepare(ALL_SIGNALS).onItem().transformToMulti(query -> query.createStream(PAGE)
                .toMulti());
    }

    /** One user's signal. */
    public record UserSignal(UserId user, Signal signal) {}

    private static Map<UserId, List<Signal>> signalsByUser(RowSet<Row> rows) {
        Map<UserId, List<Signal>> signals = new HashMap<>();
        for (Row row : rows)
            signals.computeIfAbsent(new UserId(row.getUUID(USER)), user -> new ArrayList<>())
                    .add(signalOf(row));
        signals.values().forEach(ofUser -> ofUser.sort(FactStore::oldestFirst));
        return signals;
    }

    /** Not left to the statement, which would compare by text, and the signals of all its users in one go. */
    private static int oldestFirst(Signal one, Signal other) {
        int order = one.at().compareTo(other.at());
        if (order == 0) order = one.movie().compareTo(other.movie());
        if (order == 0) order = one.kind().compareTo(other.kind());
        return order == 0 ? Double.compare(one.value(), other.value()) : order;
    }

    private static Map<UserId, UserFacts> factsByUser(RowSet<Row> rows, Map<UserId, List<Signal>> signals) {
        Map<UserId, UserFacts> facts = new HashMap<>();
        for (Row row : rows) {
            UserId user = new UserId(row.getUUID("user_id"));
            String[] genres = row.getArrayOfStrings("genres");
            facts.put(
                    user,
                    new UserFacts(signals.getOrDefault(user, List.of()), Set.copyOf(List.of(genres)), readyOf(row)));
        }
        return facts;
    }

    private static Optional<ReadyList> readyOf(Row row) {
        if (row.getString("etag") == null) return Optional.empty();
        return Optional.of(new ReadyList(
                row.getString("input_digest"),
                row.getString("etag"),
                row.getOffsetDateTime("generated_at").toInstant(),
                row.getOffsetDateTime("fresh_until").toInstant()));
    }

    private static Signal signalOf(Row row) {
        return new Signal(
                new MovieId(row.getUUID(MOVIE)),
                kindOf(row.getString(KIND)),
                Optional.ofNullable(row.getDouble(VALUE)).orElse(0.0),
                row.getOffsetDateTime(AT).toInstant());
    }

    private static Signal.Kind kindOf(String kind) {
        Signal.Kind known = KINDS.get(kind);
        if (known == null)
            throw new IllegalArgumentException("kind of a signal must be one of " + KINDS.keySet() + ": " + kind);
        return known;
    }
}
