package io.cineai.recommend;

import io.cineai.movie.FilmRows;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.recommend.Opinion.Words;
import io.cineai.recommend.likeness.Likes;
import io.cineai.recommend.reason.Explanation;
import io.cineai.recommend.reason.Reason;
import io.cineai.recommend.reason.WordingCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes lists, in two steps because films are looked up between them: {@link #shortlist} says which films compete,
 * {@link #recommend} decides with their facts at hand.
 */
public record Recommender(ListSettings settings) {
    /** Opinions after which content similarity counts half as much as at first: what is known of films helps thin histories. */
    private static final double CONTENT_HALF_LIFE = 5;

    private static final double CONTENT_SHARE = 0.5;

    /** Candidates beyond the list's size, for films that turn out to be gone from the catalogue. */
    private static final int SPARE = 20;

    /** The films that compete for the list, best first, and how each was scored. */
    public Shortlist shortlist(Evidence evidence) {
        Scores scores = score(evidence);
        int depth = Math.max(settings.size() + SPARE, Diversifier.POOL);
        Scorer scorer = new Scorer(evidence.index(), evidence.taste());
        List<Candidate> personal = scorer.best(scores.sum(), depth, scores.ran());
        List<Candidate> candidates = new ArrayList<>(personal);
        candidates.addAll(popular(evidence, personal, depth - personal.size()));
        Algorithm ran = personal.isEmpty() ? Algorithm.POPULAR : scores.ran();
        return new Shortlist(ran, candidates, scores);
    }

    /** The list. films: facts of all films that {@link Shortlist#films} names; a film without facts is left out. */
    public Recommended recommend(Evidence evidence, Shortlist shortlist, Map<MovieId, Movie> films) {
        return recommend(evidence, shortlist, films, Opinion.NONE);
    }

    /** The same, with a say for somebody else's opinion of the list: it moves films before diversity is seen to, and words them. */
    public Recommended recommend(Evidence evidence, Shortlist shortlist, Map<MovieId, Movie> films, Opinion opinion) {
        List<Candidate> known = competing(shortlist, films.keySet());
        List<Candidate> heard = Fusion.after(evidence.taste().opinions().size()).fuse(known, opinion.order());
        List<Candidate> picked = diverse(evidence, heard, films);
        List<BigDecimal> shown =
                ShownScore.of(picked.stream().map(Candidate::relevance).toList());
        List<Explanation> explanations = settings.includeExplanations()
                ? new Explainer(evidence, shortlist.scores(), films).explain(picked, known)
                : picked.stream().map(candidate -> Explanation.NONE).toList();
        Likes likes = Likes.of(evidence.taste(), films);
        Map<MovieId, Double> own = new HashMap<>();
        if (heard != known) known.forEach(candidate -> own.put(candidate.film(), candidate.relevance()));
        Set<MovieId> ordered = Set.copyOf(opinion.order());
        List<Recommendation> list = new ArrayList<>(picked.size());
        for (int place = 0; place < picked.size(); place++) {
            Candidate candidate = picked.get(place);
            Movie movie = films.get(candidate.film());
            list.add(new Recommendation(
                    place + 1,
                    movie,
                    shown.get(place),
                    own.getOrDefault(candidate.film(), candidate.relevance()),
                    candidate.source(),
                    explanations.get(place).reasons(),
                    explanations.get(place).insight(),
                    likes.of(movie),
                    remark(opinion, movie, explanations.get(place).reasons(), ordered)));
        }
        return new Recommended(shortlist.ran(), list, likes.leanings());
    }

    private List<Candidate> diverse(Evidence evidence, List<Candidate> competing, Map<MovieId, Movie> films) {
        return switch (settings.diversity()) {
            case MMR -> new Diversifier(settings.diversityFactor()).pick(competing, films, settings.size());
            case CALIBRATED ->
                new Calibrator(settings.diversityFactor(), evidence.taste()).pick(competing, films, settings.size());
        };
    }

    /** Words are shown where the film has the reasons that they were made of, and they stand the check. */
    private static Remark remark(Opinion opinion, Movie movie, List<Reason> reasons, Set<MovieId> ordered) {
        Words words = opinion.words().get(movie.id());
        boolean stands = words != null
                && words.slots().equals(Opinion.slots(reasons))
                && new WordingCheck(movie.title(), reasons).flaw(words.text()).isEmpty();
        boolean reranked = ordered.contains(movie.id());
        return stands || reranked ? new Remark(reranked, stands ? words.text() : null) : Remark.NONE;
    }

    /** Films that exist; popular ones only where taste found too few for the list. */
    private List<Candidate> competing(Shortlist shortlist, Set<MovieId> films) {
        List<Candidate> known = shortlist.candidates().stream()
                .filter(candidate -> films.contains(candidate.film()))
                .toList();
        List<Candidate> personal = known.stream()
                .filter(candidate -> candidate.source() != Algorithm.POPULAR)
                .toList();
        return personal.size() < settings.size() ? known : personal;
    }

    private Scores score(Evidence evidence) {
        Scorer scorer = new Scorer(evidence.index(), evidence.taste());
        double[] collaborative = scorer.score(evidence.rows(), FilmRows::collaborative);
        double[] content = scorer.score(evidence.rows(), FilmRows::content);
        double collaborativeScale = scale(collaborative);
        double contentScale = scale(content);
        return switch (settings.algorithm()) {
            case COLLABORATIVE -> new Scores(Algorithm.COLLABORATIVE, collaborative, collaborative, 1, 0);
            case CONTENT -> new Scores(Algorithm.CONTENT, content, collaborative, 0, 1);
            case POPULAR -> new Scores(Algorithm.POPULAR, new double[collaborative.length], collaborative, 0, 0);
            case HYBRID -> {
                if (collaborativeScale == 0) yield new Scores(Algorithm.CONTENT, content, collaborative, 0, 1);
                if (contentScale == 0) yield new Scores(Algorithm.COLLABORATIVE, collaborative, collaborative, 1, 0);
                int known = evidence.taste().opinions().size();
                double share = CONTENT_SHARE * CONTENT_HALF_LIFE / (CONTENT_HALF_LIFE + known);
                yield Scores.blend(collaborative, 1 / collaborativeScale, content, share / contentScale);
            }
        };
    }

    private static double scale(double[] scores) {
        double greatest = 0;
        for (double score : scores) greatest = Math.max(greatest, score);
        return greatest;
    }

    /** Popular films fill what taste leaves open, below all that taste found: those of the user's genres first. */
    private List<Candidate> popular(Evidence evidence, List<Candidate> personal, int count) {
        if (count <= 0) return List.of();
        Set<MovieId> taken = new HashSet<>(evidence.taste().settled());
        personal.forEach(candidate -> taken.add(candidate.film()));
        List<PopularFilm> ordered = new ArrayList<>(count);
        if (!evidence.favouriteGenres().isEmpty()) fill(ordered, evidence, taken, true, count);
        fill(ordered, evidence, taken, false, count);
        double ceiling =
                personal.isEmpty() ? 1 : personal.get(personal.size() - 1).relevance();
        List<Candidate> candidates = new ArrayList<>(ordered.size());
        for (int place = 0; place < ordered.size(); place++)
            candidates.add(new Candidate(ordered.get(place).film(), Algorithm.POPULAR, ceiling / (place + 2)));
        return candidates;
    }

    /** Adds the most popular films that are not taken, in or out of the favourite genres, up to a count of films in all. */
    private static void fill(
            List<PopularFilm> ordered, Evidence evidence, Set<MovieId> taken, boolean favourites, int count) {
        for (PopularFilm film : evidence.popular()) {
            if (ordered.size() == count) return;
            if (isFavourite(evidence, film) == favourites && !taken.contains(film.film())) ordered.add(film);
        }
    }

    private static boolean isFavourite(Evidence evidence, PopularFilm film) {
        for (String genre : film.genres()) if (evidence.favouriteGenres().contains(genre)) return true;
        return false;
    }
}
