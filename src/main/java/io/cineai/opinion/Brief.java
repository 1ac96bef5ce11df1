package io.cineai.opinion;

import io.cineai.movie.MovieId;
import io.cineai.recommend.Opinion;
import io.cineai.recommend.Recommended;
import io.cineai.recommend.reason.Reason;
import io.cineai.taste.TasteProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * What an opinion is wanted of: a list as it is without one, and what its user liked. No id of the user.
 *
 * @param films best first, {@value #MOST_FILMS} at the most
 * @param liked films of the history, the latest first, {@value #MOST_LIKED} at the most
 */
public record Brief(List<Listed> films, List<MovieId> liked) {
    public static final int MOST_FILMS = 50;
    static final int MOST_LIKED = 20;

    private static final int BYTES = 16;

    /** A film of the list, and why it is there. */
    public record Listed(MovieId film, List<Reason> reasons) {
        public Listed {
            reasons = List.copyOf(reasons);
        }
    }

    public Brief {
        films = List.copyOf(films);
        liked = List.copyOf(liked);
    }

    /** @param list as it is without an opinion */
    public static Brief of(Recommended list, TasteProfile taste) {
        List<Listed> films = list.films().stream()
                .limit(MOST_FILMS)
                .map(it -> new Listed(it.movie().id(), it.reasons()))
                .toList();
        List<MovieId> oldestFirst = taste.opinions().stream()
                .filter(TasteProfile.Opinion::liked)
                .map(TasteProfile.Opinion::movie)
                .toList();
        List<MovieId> latest =
                new ArrayList<>(oldestFirst.subList(Math.max(0, oldestFirst.size() - MOST_LIKED), oldestFirst.size()));
        Collections.reverse(latest);
        return new Brief(films, latest);
    }

    /** A hash of all that is asked, and of how: where it is unchanged nobody is asked again. */
    public String key() {
        StringBuilder text = new StringBuilder(OpinionRubric.VERSION);
        for (Listed listed : films)
            text.append('\n').append(listed.film()).append('\n').append(Opinion.slots(listed.reasons()));
        for (MovieId film : liked) text.append("\nliked ").append(film);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
