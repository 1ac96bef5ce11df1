package io.cineai.usecase.read;

import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import io.cineai.store.feed.ListJson;
import io.cineai.store.film.FilmPageStore;
import io.cineai.store.film.FilmStore;
import io.cineai.store.model.ModelStore;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
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
    /** Not a like: nobody is said to have liked it. */
    private static final double OF_INTEREST = 0.5;

    private static final double DIVERSITY = 0.2;

    private final FilmPageStore pages;
    private final FilmStore films;
    private final ModelStore models;
    private final MakeList makeList;

    ReadFilms(FilmPageStore pages, FilmStore films, ModelStore models, MakeList makeList) {
        this.pages = pages;
        this.films = films;
        this.models = models;
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
                        : neighbours(film, limit)
                                .map(list ->
                                        Optional.of(Answer.made(ListJson.films("similar", list, null), null, known)))));
    }

    private Uni<List<Recommendation>> neighbours(MovieId film, int limit) {
        TasteProfile taste = new TasteProfile(List.of(new Opinion(film, OF_INTEREST, OF_INTEREST)), Set.of(film));
        ListSettings settings = new ListSettings(limit, Algorithm.HYBRID, DIVERSITY, false);
        return models.version()
                .chain(version -> makeList.of(taste, Set.of(), version, settings))
                .map(ReadFilms::withoutWhatIsMerelyPopular);
    }

    private static List<Recommendation> withoutWhatIsMerelyPopular(Recommended list) {
        return list.films().stream()
                .filter(film -> film.algorithm() != Algorithm.POPULAR)
                .toList();
    }
}
