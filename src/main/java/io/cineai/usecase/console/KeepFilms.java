package io.cineai.usecase.console;

import io.cineai.store.console.OwnFilmStore;
import io.cineai.store.console.OwnFilmStore.Kept;
import io.cineai.usecase.Rule;
import io.cineai.usecase.read.Reach;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps a user's stars and films for later where the app keeps them, so that its pages show the same. */
@ApplicationScoped
public class KeepFilms {
    /** Films in one request. */
    public static final int MOST = 500;

    private final OwnFilmStore films;

    KeepFilms(OwnFilmStore films) {
        this.films = films;
    }

    /** @param stars 1 to 5 */
    @RegisterForReflection
    public record Rating(@Nullable UUID movieId, @Nullable Integer stars) {
        public Rating {
            Rule.present("movieId", movieId);
            Rule.present("stars", stars);
            Rule.within("stars", stars, 1, 5);
        }

        private Map<String, Object> columns() {
            return Map.of("movie_id", String.valueOf(movieId), "stars", String.valueOf(stars));
        }
    }

    /** A film for the watch-list. */
    @RegisterForReflection
    public record Wish(@Nullable UUID movieId) {
        public Wish {
            Rule.present("movieId", movieId);
        }
    }

    /**
     * What became of it.
     *
     * @param kept films that are there now
     * @param unknownMovies films that do not exist; what was said of them is dropped
     */
    public record Receipt(int kept, List<UUID> unknownMovies) {}

    /** @param claims JSON of the caller's verified claims */
    public Uni<Receipt> rate(String claims, List<@Nullable Rating> ratings) {
        checked(ratings);
        if (ratings.isEmpty()) return nothing();
        return Reach.of(films.rate(claims, ratings.stream().map(Rating::columns).toList()))
                .map(KeepFilms::receipt);
    }

    /** @param claims JSON of the caller's verified claims */
    public Uni<Receipt> later(String claims, List<@Nullable Wish> wishes) {
        checked(wishes);
        if (wishes.isEmpty()) return nothing();
        return Reach.of(films.later(claims, wishes.stream().map(Wish::movieId).toList()))
                .map(KeepFilms::receipt);
    }

    private static void checked(List<? extends @Nullable Object> sent) {
        if (sent.size() > MOST)
            throw new IllegalArgumentException("films must be at most " + MOST + ": " + sent.size());
        int hole = sent.indexOf(null);
        if (hole >= 0) throw new IllegalArgumentException("[" + hole + "] must be an object");
    }

    private static Uni<Receipt> nothing() {
        return Uni.createFrom().item(new Receipt(0, List.of()));
    }

    private static Receipt receipt(Kept kept) {
        return new Receipt(kept.kept(), kept.unknownFilms());
    }
}
