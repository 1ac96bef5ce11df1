package io.cineai.store.fact;

import io.cineai.movie.MovieId;
import io.cineai.taste.Signal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** What the caller did, read under the caller's own claims: no user's acts can be asked for by id. */
@ApplicationScoped
public class OwnActStore {
    private static final String OWN = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select o.movies, o.kinds, o.amounts, o.times, o.genres
              from me, cineai.own_acts() o""";

    private final Pool pool;

    OwnActStore(Pool pool) {
        this.pool = pool;
    }

    /** The latest acts of a user, and the genres they chose. */
    public record OwnActs(List<Signal> signals, Set<String> genres) {
        public OwnActs {
            signals = List.copyOf(signals);
            genres = Set.copyOf(genres);
        }
    }

    /** @param claims JSON of the caller's verified claims */
    public Uni<OwnActs> of(String claims) {
        return pool.preparedQuery(OWN)
                .execute(Tuple.of(claims))
                .map(rows -> actsOf(rows.iterator().next()));
    }

    private static OwnActs actsOf(Row row) {
        return new OwnActs(signalsOf(row), Set.copyOf(List.of(row.getArrayOfStrings("genres"))));
    }

    /** Of a row with the columns movies, kinds, amounts and times. */
    public static List<Signal> signalsOf(Row row) {
        UUID[] movies = row.getArrayOfUUIDs("movies");
        String[] kinds = row.getArrayOfStrings("kinds");
        Double[] amounts = row.getArrayOfDoubles("amounts");
        OffsetDateTime[] times = row.getArrayOfOffsetDateTimes("times");
        List<Signal> signals = new ArrayList<>(movies.length);
        for (int k = 0; k < movies.length; k++)
            signals.add(new Signal(
                    new MovieId(movies[k]),
                    Signal.Kind.valueOf(kinds[k].toUpperCase(Locale.ROOT)),
                    amounts[k],
                    times[k].toInstant()));
        return signals;
    }
}
