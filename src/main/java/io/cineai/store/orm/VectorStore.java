package io.cineai.store.orm;

import static io.cineai.store.orm.NativeSql.count;

import io.cineai.store.Gone;
import io.cineai.store.embedding.Space;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes vectors of films, a batch a statement, with the call that brought them and its cost: all or nothing. */
@ApplicationScoped
public class VectorStore {
    /** Whoever remembers vectors sees by the model's row that there are others. */
    private static final String WRITE = """
            with put as (
                insert into cineai.movie_embeddings as e (movie_id, model, dimensions, embedding, input_hash, embedded_at)
                select t.movie_id, ?1, ?2, cast(t.embedding as real[]), t.input_hash, clock_timestamp()
                  from unnest(cast(?3 as uuid[]), cast(?4 as text[]), cast(?5 as text[])) as t (movie_id, embedding, input_hash)
                  join public.movies m on m.id = t.movie_id
                 order by t.movie_id
                on conflict (movie_id, model) do update
                   set dimensions = excluded.dimensions, embedding = excluded.embedding, input_hash = excluded.input_hash,
                       embedded_at = excluded.embedded_at
                returning 1),
            changed as (
                update cineai.embedding_models
                   set changed_at = clock_timestamp()
                 where name = ?1)
            select count(*) from put""";

    private static final int TRIES = 3;

    private final EventLoop eventLoop;

    VectorStore(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    /** A vector and the content that it is of. */
    public record NewVector(UUID film, float[] values, String inputHash) {}

    /**
     * How many are written; a film that is gone meanwhile is left out.
     *
     * @param booking the call that they came by; empty: they cost nothing
     */
    public Uni<Long> write(Space space, List<NewVector> vectors, Optional<Booking> booking) {
        return eventLoop
                .inTransaction(session -> booking.map(it -> Bookings.call(session, it))
                        .orElse(Uni.createFrom().item(false))
                        .chain(isNew -> count(
                                        session,
                                        WRITE,
                                        space.name(),
                                        space.dimensions(),
                                        vectors.stream().map(NewVector::film).toArray(UUID[]::new),
                                        vectors.stream()
                                                .map(it -> text(it.values()))
                                                .toArray(String[]::new),
                                        vectors.stream()
                                                .map(NewVector::inputHash)
                                                .toArray(String[]::new))
                                .call(() -> isNew
                                        ? Bookings.settle(session, booking.orElseThrow())
                                        : Uni.createFrom().voidItem())))
                // A film went between the look at films and the check of the key: the next look does not find it.
                .onFailure(Gone::is)
                .retry()
                .atMost(TRIES);
    }

    private static String text(float[] values) {
        String text = Arrays.toString(values);
        return '{' + text.substring(1, text.length() - 1) + '}';
    }
}
