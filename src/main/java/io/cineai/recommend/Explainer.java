package io.cineai.recommend;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.taste.TasteProfile.Opinion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says why a film is in the list, from the parts of its score and nothing else: the liked film that adds most, the person or genre
 * the two share, or that it is popular.
 *
 * @param films facts of the picked films and of the user's liked films; a liked film without facts is not named
 */
record Explainer(Evidence evidence, Scores scores, Map<MovieId, Movie> films) {
    private static final int LIKED_FILMS_NAMED = 2;

    /** Shared by so many films that naming another shared genre tells more. */
    private static final Set<String> SAYS_LITTLE = Set.of("Drama", "Comedy");

    /** Reasons of each picked film, strongest first, in the order of the picks. */
    List<List<Reason>> explain(List<Candidate> picked) {
        Parts[] parts = parts(picked);
        List<List<Reason>> reasons = new ArrayList<>(picked.size());
        for (int place = 0; place < parts.length; place++) {
            Candidate candidate = picked.get(place);
            reasons.add(
                    candidate.source() == Algorithm.POPULAR
                            ? List.of(popular(candidate.film()))
                            : personal(candidate, parts[place]));
        }
        return reasons;
    }

    /** Only liked films are ever named, so only their rows are looked through. */
    private Parts[] parts(List<Candidate> picked) {
        Parts[] parts = new Parts[picked.size()];
        byte[] places = new byte[scores.sum().length];
        for (int place = 0; place < parts.length; place++) {
            parts[place] = new Parts();
            int film = evidence.index().number(picked.get(place).film());
            if (film < places.length) places[film] = (byte) (place + 1);
        }
        for (Opinion opinion : evidence.taste().opinions()) {
            if (!opinion.liked()) continue;
            add(opinion, evidence.collaborative(), scores.collaborativeScale(), places, parts);
            add(opinion, evidence.content(), scores.contentScale(), places, parts);
            for (Parts part : parts) part.close(opinion);
        }
        return parts;
    }

    /** places: by film number, the place in the list counted from 1, 0 for none; bytes, because the nearest memory holds them. */
    private static void add(
            Opinion opinion, Map<MovieId, Neighbours> rows, double scale, byte[] places, Parts[] parts) {
        if (scale == 0) return;
        Neighbours row = rows.getOrDefault(opinion.movie(), Neighbours.NONE);
        int[] films = row.films();
        float[] weights = row.weights();
        double weight = opinion.weight() * scale;
        for (int k = 0; k < films.length; k++) {
            byte place = places[films[k]];
            if (place != 0) parts[Byte.toUnsignedInt(place) - 1].open += weight * weights[k];
        }
    }

    private List<Reason> personal(Candidate candidate, Parts parts) {
        List<Reason> reasons = new ArrayList<>(LIKED_FILMS_NAMED);
        for (int k = 0; k < LIKED_FILMS_NAMED; k++) {
            Opinion opinion = parts.strongest[k];
            Movie liked = opinion == null ? null : films.get(opinion.movie());
            if (liked != null) reasons.add(because(films.get(candidate.film()), liked, parts.share(k)));
        }
        if (reasons.isEmpty()) reasons.add(unnamed(candidate.film()));
        return reasons;
    }

    /** Nothing the user liked speaks for the film by itself: only where other people's likes do may they be spoken of. */
    private Reason unnamed(MovieId film) {
        boolean byPeople = scores.byPeople(evidence.index().number(film));
        return new Reason(byPeople ? Reason.Type.POPULAR_WITH_SIMILAR : Reason.Type.EXPLORE, null, null, null, 1);
    }

    private static Reason because(Movie movie, Movie liked, double share) {
        Optional<String> person =
                people(movie).filter(people(liked).toList()::contains).findFirst();
        if (person.isPresent()) return new Reason(Reason.Type.PEOPLE, liked.id(), liked.title(), person.get(), share);
        String genre = movie.genres().stream()
                .filter(liked.genres()::contains)
                .min(Comparator.comparing(SAYS_LITTLE::contains))
                .orElse(null);
        return new Reason(Reason.Type.BECAUSE_LIKED, liked.id(), liked.title(), genre, share);
    }

    private static Stream<String> people(Movie movie) {
        return Stream.concat(movie.directors().stream(), movie.cast().stream());
    }

    private Reason popular(MovieId film) {
        String genre = evidence.popular().stream()
                .filter(popular -> popular.film().equals(film))
                .map(PopularFilm::genres)
                .flatMap(List::stream)
                .filter(evidence.favouriteGenres()::contains)
                .findFirst()
                .orElse(null);
        return new Reason(Reason.Type.POPULAR, null, null, genre, 1);
    }

    /** The parts of one film's score that come from liked films: the sum of those that speak for it, and the strongest. */
    private static final class Parts {
        final @Nullable Opinion[] strongest = new Opinion[LIKED_FILMS_NAMED];
        final double[] parts = new double[LIKED_FILMS_NAMED];
        double positive;
        double open;

        /** All that this liked film adds is added. */
        void close(Opinion opinion) {
            double part = open;
            open = 0;
            positive += Math.max(0, part);
            for (int k = 0; k < LIKED_FILMS_NAMED; k++) {
                if (part <= parts[k]) continue;
                for (int later = LIKED_FILMS_NAMED - 1; later > k; later--) {
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
    }
}
