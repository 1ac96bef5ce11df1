package io.cineai.usecase.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cineai.movie.emotion.Mood;
import io.cineai.query.ParsedQuery;
import io.cineai.query.QueryKey;
import io.cineai.query.Refinement;
import io.cineai.query.match.FilmSpace;
import io.cineai.query.match.Ranking;
import io.cineai.query.match.Reasons;
import io.cineai.query.match.Viewer;
import io.cineai.store.query.FoundJson;
import io.cineai.store.query.FoundJson.Found;
import io.cineai.taste.UserId;
import io.cineai.usecase.read.Recollection.Beginning;
import io.cineai.usecase.read.SearchedFilms.Catalogued;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds films by what somebody says in their own words, and says what was understood. No model is asked. */
@ApplicationScoped
public class SearchFilms {
    private static final int USUAL = 20;

    /** Bytes of pages that are kept; as zipped, one has about 3,000. */
    private static final long REMEMBERED = 16 << 20;

    private final Recollection recollection;
    private final SearchedFilms films;
    private final UnderstoodQueries understood;
    private final Rankings rankings;
    private final Cache<Turned, Page> pages = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED)
            .weigher((Turned turned, Page page) -> page.zipped().length)
            .build();

    /** What a page depends on. */
    private record Turned(ParsedQuery query, Hearer hearer, Place after, int size) {}

    SearchFilms(Recollection recollection, SearchedFilms films, UnderstoodQueries understood, Rankings rankings) {
        this.recollection = recollection;
        this.films = films;
        this.understood = understood;
        this.rankings = rankings;
    }

    /**
     * What is asked for.
     *
     * @param q in the caller's own words. 1 to 500 characters, blanks around it aside.
     * @param refine what the caller says to the results of q; likewise, null where nothing
     * @param limit films a page, 1 to 50; null: as many as q asks for, else 20
     * @param after {@code next} of the page before; null for the first
     */
    public record Request(
            String q,
            @Nullable String refine,
            @Nullable Integer limit,
            @Nullable String after) {
        public Request(@Nullable String q, @Nullable String refine, @Nullable Integer limit, @Nullable String after) {
            this.q = said("q", q == null ? "" : q);
            this.refine = refine == null ? null : said("refine", refine);
            this.limit = limit;
            this.after = after;
        }

        private static String said(String field, String text) {
            String stripped = text.strip();
            int length = stripped.codePointCount(0, stripped.length());
            if (length < 1 || length > QueryKey.LONGEST)
                throw new IllegalArgumentException(
                        field + " must have 1 to " + QueryKey.LONGEST + " characters: " + length);
            return stripped;
        }

        private List<String> texts() {
            return refine == null ? List.of(q) : List.of(q, refine);
        }
    }

    /**
     * @param claims JSON of the caller's verified claims
     * @param known etags of what the caller has already
     */
    public Uni<Answer> search(UserId user, String claims, Request request, Set<String> known) {
        Place after = request.after() == null ? Place.FIRST : Place.of(request.after());
        List<QueryKey> keys = request.texts().stream().map(QueryKey::of).toList();
        return Reach.of(Uni.combine()
                .all()
                .unis(films.now(), recollection.of(user, claims, keys))
                .with((catalogue, begun) -> new Search(user, claims, request, after, catalogue, begun))
                .chain(this::page)
                .map(page -> page.answer(known)));
    }

    /** One search, with all that it needs. */
    private record Search(
            UserId user, String claims, Request request, Place after, Catalogued catalogue, Beginning begun) {}

    /** What was asked before is answered where it was asked; what must be found is found on a worker. */
    private Uni<Page> page(Search search) {
        Optional<Page> kept = understood
                .surely(search.begun().parses())
                .map(said -> pages.getIfPresent(turned(search, together(said))));
        return kept.map(it -> Uni.createFrom().item(it)).orElseGet(() -> Uni.createFrom()
                .item(() -> made(search))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    private Page made(Search search) {
        Viewer viewer = search.begun().viewer();
        FilmSpace space = search.catalogue().films();
        return pages.get(
                turned(search, query(search)),
                anew -> Page.of(page(
                        anew, viewer, rankings.of(anew.query(), viewer, anew.hearer(), search.catalogue()), space)));
    }

    private static Turned turned(Search search, ParsedQuery query) {
        Hearer hearer = Hearer.of(
                search.user(), search.begun().viewer(), search.catalogue().version());
        return new Turned(query, hearer, search.after(), size(search.request(), query));
    }

    private static byte[] page(Turned turned, Viewer viewer, Ranking ranking, FilmSpace films) {
        ParsedQuery query = turned.query();
        int end = Math.min(ranking.size(), query.limit().orElse(Integer.MAX_VALUE));
        int from = turned.after().in(ranking, films);
        int to = Math.min(end, from + turned.size());
        List<Found> found = found(ranking, from, to, query, viewer, films);
        return FoundJson.page(
                query, found, to < end ? Place.at(ranking, to - 1, films).text() : null);
    }

    private static int size(Request request, ParsedQuery query) {
        return request.limit() != null ? request.limit() : query.limit().orElse(USUAL);
    }

    private ParsedQuery query(Search search) {
        List<ParsedQuery> said = new ArrayList<>(2);
        List<String> texts = search.request().texts();
        for (int k = 0; k < texts.size(); k++)
            said.add(understood.understood(
                    texts.get(k), search.begun().parses().get(k), search.catalogue(), search.user(), search.claims()));
        return together(said);
    }

    private static ParsedQuery together(List<ParsedQuery> said) {
        return said.size() == 1 ? said.get(0) : Refinement.of(said.get(0), said.get(1));
    }

    private static List<Found> found(
            Ranking ranking, int from, int to, ParsedQuery query, Viewer viewer, FilmSpace films) {
        Reasons reasons = new Reasons(films, query, viewer);
        List<Found> found = new ArrayList<>(Math.max(0, to - from));
        for (int place = from; place < to; place++) {
            int film = ranking.films()[place];
            found.add(new Found(
                    place + 1,
                    films.film(film),
                    ranking.scores()[place],
                    mood(query.moods(), film, films),
                    reasons.of(film)));
        }
        return found;
    }

    private static @Nullable Double mood(List<Mood> moods, int film, FilmSpace films) {
        if (moods.isEmpty()) return null;
        return moods.stream()
                .mapToDouble(mood -> films.mood(mood, film))
                .average()
                .orElse(0);
    }
}
