package io.cineai.usecase.read;

import io.cineai.movie.MovieId;
import io.cineai.store.feed.ListJson;
import io.cineai.store.film.FilmPageStore;
import io.cineai.store.film.FilmStore;
import io.cineai.usecase.list.MakeList;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known of a film, and which films are like it: the same for everybody. */
@ApplicationScoped
public class ReadFilms {
    private final FilmPageStore pages;
    private final FilmStore films;
    private final MakeList makeList;

    ReadFilms(FilmPageStore pages, FilmStore films, MakeList makeList) {
        this.pages = pages;
        this.films = films;
        this.makeList = makeList;
    }

    /** The film with its three analyses, null where there is none of a kind; empty where there is no such film. */
    public Uni<Optional<Answer>> page(MovieId film, Set<String> known) {
        return Reach.of(pages.page(film))
                .map(page -> page.map(json -> Answer.made(json.getBytes(StandardCharsets.UTF_8), null, known)));
    }

    /** Films that who likes this one likes, and that are about the same; none where the model does not know it. */
    public Uni<Optional<Answer>> similar(MovieId film, int limit, Set<String> known) {
        return Reach.of(films.films(List.of(film))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : neighbours(film, limit, known).map(Optional::of)));
    }

    private Uni<Answer> neighbours(MovieId film, int limit, Set<String> known) {
        return makeList.similar(film, limit)
                .map(list -> Answer.made(ListJson.films("similar", list.films(), null), null, known));
    }
}
