package io.cineai.recommend;

import io.cineai.movie.Facet;
import io.cineai.movie.FilmRows;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.recommend.likeness.FilmSimilarity;
import io.cineai.recommend.likeness.FilmTraits;
import io.cineai.recommend.likeness.Shared;
import io.cineai.recommend.likeness.Shared.Trait;
import io.cineai.recommend.reason.Explanation;
import io.cineai.recommend.reason.Insight;
import io.cineai.recommend.reason.Reason;
import io.cineai.taste.TasteProfile.Opinion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says why a film is in the list, from the parts of its score and nothing else: the liked film that adds most, what the two share that
 * tells most, or that the film is popular.
 *
 * @param films facts of the picked films and of the user's liked films; a liked film without facts is not named
 */
record Explainer(Evidence evidence, Scores scores, Map<MovieId, Movie> films) {
    private static final int LIKED_FILMS_NAMED = 2;

    /** Liked films that are looked at to tell how like the film is to what carries its score. */
    private static final int LOOKED_AT = 4;

    /** The latest fifth of what the user thinks of films is "of late". */
    private static final double LATE = 0.8;

    private static final double MOSTLY = 0.6;

    /**
     * Of each picked film, in the order of the picks.
     *
     * @param competing the films that they were picked from: what few of them have tells more
     */
    List<Explanation> explain(List<Candidate> picked, List<Candidate> competing) {
        Parts[] parts = parts(picked);
        Shared shared = new Shared(competing.stream()
                .map(candidate -> films.get(candidate.film()))
                .filter(Objects::nonNull)
                .map(FilmTraits::of)
                .toList());
        long likes = evidence.taste().opinions().stream().filter(Opinion::liked).count();
        List<Explanation> explanations = new ArrayList<>(picked.size());
        for (int place = 0; place < parts.length; place++) {
            Candidate candidate = picked.get(place);
            explanations.add(
                    candidate.source() == Algorithm.POPULAR
                            ? popular(candidate.film())
                            : personal(candidate, parts[place], shared, likes));
        }
        return explanations;
    }

    /** Only liked films are ever named, so only their rows are looked through. */
    private Parts[] parts(List<Candidate> picked) {
        Parts[] parts = new Parts[picked.size()];
        double[] added = new double[parts.length];
        byte[] places = new byte[scores.sum().length];
        for (int place = 0; place < parts.length; place++) {
            parts[place] = new Parts();
            int film = evidence.index().number(picked.get(place).film());
            if (film < places.length) places[film] = (byte) (place + 1);
        }
        List<Opinion> opinions = evidence.taste().opinions();
        for (int age = 0; age < opinions.size(); age++) {
            Opinion opinion = opinions.get(age);
            if (!opinion.liked()) continue;
            FilmRows rows = evidence.rows().get(age);
            Arrays.fill(added, 0);
            add(opinion.weight() * scores.collaborativeScale(), rows.collaborative(), places, added);
            add(opinion.weight() * scores.contentScale(), rows.content(), places, added);
            boolean late = age >= LATE * opinions.size();
            for (int place = 0; place < parts.length; place++)
                if (added[place] != 0) parts[place].add(opinion, added[place], late);
        }
        return parts;
    }

    /** places: by film number, the place in the list counted from 1, 0 for none; bytes, because the nearest memory holds them. */
    private static void add(double weight, Neighbours row, byte[] places, double[] added) {
        if (weight == 0) return;
        int[] films = row.films();
        float[] weights = row.weights();
        for (int k = 0; k < films.length; k++) {
            byte place = places[films[k]];
            if (place != 0) added[Byte.toUnsignedInt(place) - 1] += weight * weights[k];
        }
    }

    private Explanation personal(Candidate candidate, Parts parts, Shared shared, long likes) {
        FilmTraits film = FilmTraits.of(films.get(candidate.film()));
        List<Reason> reasons = new ArrayList<>(LIKED_FILMS_NAMED);
        double alike = 0;
        double carried = 0;
        for (int k = 0; k < LOOKED_AT; k++) {
            Opinion opinion = parts.strongest[k];
            Movie liked = opinion == null ? null : films.get(opinion.movie());
            if (liked == null) continue;
            FilmTraits traits = FilmTraits.of(liked);
            if (k < LIKED_FILMS_NAMED) reasons.add(because(shared.between(film, traits), liked, parts.share(k)));
            alike += parts.parts[k] * FilmSimilarity.between(film, traits);
            carried += parts.parts[k];
        }
        if (reasons.isEmpty()) reasons.add(unnamed(candidate.film()));
        Insight.Discovery discovery = Insight.Discovery.of(carried == 0 ? 0 : alike / carried);
        return new Explanation(reasons, new Insight(kind(reasons.get(0), parts), discovery, parts.confidence(likes)));
    }

    private static Insight.Kind kind(Reason strongest, Parts parts) {
        if (strongest.movie() == null) return Insight.Kind.DISCOVERY;
        if (parts.late > MOSTLY * parts.positive) return Insight.Kind.TEMPORAL;
        return switch (strongest.type()) {
            case SHARED_THEME, SHARED_STYLE -> Insight.Kind.PATTERN;
            case ARC_MATCH -> Insight.Kind.MOOD;
            default -> Insight.Kind.SIMILARITY;
        };
    }

    /** Nothing the user liked speaks for the film by itself: only where other people's likes do may they be spoken of. */
    private Reason unnamed(MovieId film) {
        boolean byPeople = scores.byPeople(evidence.index().number(film));
        return new Reason(byPeople ? Reason.Type.POPULAR_WITH_SIMILAR : Reason.Type.EXPLORE, null, null, null, 1);
    }

    private static Reason because(Optional<Trait> shared, Movie liked, double share) {
        return shared.map(trait -> new Reason(typeOf(trait.facet()), liked.id(), liked.title(), trait.word(), share))
                .orElseGet(() -> new Reason(Reason.Type.BECAUSE_LIKED, liked.id(), liked.title(), null, share));
    }

    private static Reason.Type typeOf(Facet facet) {
        return switch (facet) {
            case DIRECTOR, CAST -> Reason.Type.PEOPLE;
            case THEME -> Reason.Type.SHARED_THEME;
            case STYLE -> Reason.Type.SHARED_STYLE;
            case ARC -> Reason.Type.ARC_MATCH;
            default -> Reason.Type.BECAUSE_LIKED;
        };
    }

    private Explanation popular(MovieId film) {
        String genre = evidence.popular().stream()
                .filter(popular -> popular.film().equals(film))
                .map(PopularFilm::genres)
                .flatMap(List::stream)
                .filter(evidence.favouriteGenres()::contains)
                .findFirst()
                .orElse(null);
        Reason reason = new Reason(Reason.Type.POPULAR, null, null, genre, 1);
        return new Explanation(List.of(reason), new Insight(Insight.Kind.DISCOVERY, Insight.Discovery.SAFE, 0));
    }

    /** The parts of one film's score that come from liked films: the sum of those that speak for it, and the strongest. */
    private static final class Parts {
        final @Nullable Opinion[] strongest = new Opinion[LOOKED_AT];
        final double[] parts = new double[LOOKED_AT];
        double positive;
        double negative;
        double late;

        /** part: all that this liked film adds to the score */
        void add(Opinion opinion, double part, boolean isLate) {
            if (part < 0) negative -= part;
            if (part <= 0) return;
            positive += part;
            if (isLate) late += part;
            for (int k = 0; k < LOOKED_AT; k++) {
                if (part <= parts[k]) continue;
                for (int later = LOOKED_AT - 1; later > k; later--) {
                    strongest[later] = strongest[later - 1];
                    parts[later] = parts[later - 1];
                }
                strongest[k] = opinion;
                parts[k] = part;
                return;
            }
        }

        double share(int k) {
            return Math.min(1, parts[k] / positive);
        }

        /** Four likes make half of what a long history makes. */
        double confidence(long likes) {
            return positive == 0 ? 0 : positive / (positive + negative) * likes / (likes + 4);
        }
    }
}
