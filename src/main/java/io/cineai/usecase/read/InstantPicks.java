package io.cineai.usecase.read;

import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.Recommended;
import io.cineai.store.fact.OwnActStore;
import io.cineai.store.fact.OwnActStore.OwnActs;
import io.cineai.store.feed.ListJson;
import io.cineai.store.film.FilmStore;
import io.cineai.store.model.ModelStore;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import io.cineai.usecase.list.MakeList;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Three films at once, for who has just rated one, before the queue has made their list: by the rows of that film and of the film they liked
 * last, and never one that they know already.
 */
@ApplicationScoped
public class InstantPicks {
    private static final int PICKS = 3;
    private static final double DIVERSITY = 0.2;

    /** A film that somebody looks at without having said anything of it is of interest, no more: reasons must not call it liked. */
    private static final double OF_INTEREST = 0.5;

    /** How much the film liked last counts beside the one that is asked for. */
    private static final double ALSO = 0.4;

    private final OwnActStore acts;
    private final ModelStore models;
    private final FilmStore films;
    private final MakeList makeList;

    InstantPicks(OwnActStore acts, ModelStore models, FilmStore films, MakeList makeList) {
        this.acts = acts;
        this.models = models;
        this.films = films;
        this.makeList = makeList;
    }

    /**
     * Empty where there is no such film.
     *
     * @param claims JSON of the caller's verified claims
     * @param known etags of what the caller has already
     */
    public Uni<Optional<Answer>> of(String claims, MovieId film, Set<String> known) {
        return Reach.of(films.films(List.of(film))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : picks(claims, film).map(list -> Optional.of(answer(list, known)))));
    }

    private Uni<Recommended> picks(String claims, MovieId film) {
        ListSettings settings = new ListSettings(PICKS, Algorithm.HYBRID, DIVERSITY, true);
        return Uni.combine()
                .all()
                .unis(acts.of(claims), models.version())
                .asTuple()
                .chain(known -> makeList.of(
                        taste(known.getItem1(), film), known.getItem1().genres(), known.getItem2(), settings));
    }

    private static Answer answer(Recommended list, Set<String> known) {
        String source = InstantLists.source(list);
        return Answer.made(ListJson.films("picks", list.films(), source), source, known);
    }

    /** What the user thinks of this film and of the one they liked last; all they know is settled. */
    private TasteProfile taste(OwnActs own, MovieId film) {
        TasteProfile all = makeList.taste(own.signals());
        List<Opinion> opinions = new ArrayList<>(2);
        all.opinions().stream()
                .filter(it -> it.liked() && !it.movie().equals(film))
                .reduce((earlier, later) -> later)
                .ifPresent(liked -> opinions.add(new Opinion(liked.movie(), liked.grade(), ALSO * liked.grade())));
        double grade = all.opinions().stream()
                .filter(it -> it.movie().equals(film))
                .mapToDouble(Opinion::grade)
                .findFirst()
                .orElse(OF_INTEREST);
        opinions.add(new Opinion(film, grade, grade));
        Set<MovieId> settled = new HashSet<>(all.settled());
        settled.add(film);
        return new TasteProfile(opinions, settled);
    }
}
