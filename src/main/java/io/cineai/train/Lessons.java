package io.cineai.train;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.taste.TasteProfile.Opinion;
import io.cineai.train.Stretches.Acts;
import io.cineai.train.Stretches.Stretch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the item model is learned from: a row a user, then what films are and what users did after what, as far as there is room. Takes
 * users one by one; 12 bytes an opinion until built.
 */
public final class Lessons {
    private final FeatureRows features;
    private final Stretches stretches;
    private final int room;
    private final FilmIndex index;
    private final SignalMatrix.Builder matrix = SignalMatrix.builder();
    private final Map<Integer, Integer> likes = new HashMap<>();
    private List<List<Stretch>> latest = new ArrayList<>();
    private int users;

    /**
     * @param room rows beside the users', 0 or more: features, those first that most films have, take three in five at the most
     * @param index numbers of the films
     */
    public Lessons(FeatureRows features, Stretches stretches, int room, FilmIndex index) {
        if (room < 0) throw new IllegalArgumentException("room must be 0 or more: " + room);
        this.features = features;
        this.stretches = stretches;
        this.room = room;
        this.index = index;
    }

    /** Takes what one user thinks, oldest first; who thinks nothing teaches nothing and is not counted. */
    public void user(List<Opinion> opinions) {
        if (opinions.isEmpty()) return;
        int[] films = new int[opinions.size()];
        float[] grades = new float[films.length];
        for (int k = 0; k < films.length; k++) {
            Opinion opinion = opinions.get(k);
            films[k] = index.number(opinion.movie());
            grades[k] = (float) opinion.grade();
            matrix.add(users, films[k], opinion.grade());
            if (opinion.liked()) likes.merge(films[k], 1, Integer::sum);
        }
        users++;
        remember(films, grades);
    }

    /** Where there are more users than room, stretches have none, and their memory would grow with the users. */
    private void remember(int[] films, float[] grades) {
        if (users > room) latest = List.of();
        else latest.add(stretches.of(films, grades));
    }

    /** How many users like the film. */
    public int likes(int film) {
        return likes.getOrDefault(film, 0);
    }

    /**
     * The whole matrix; to be called once.
     *
     * @param maxDense of {@link Ease}: where it has place for the users' rows, there is room for no more than it leaves
     */
    public SignalMatrix with(Collection<Movie> catalogue, int maxDense) {
        matrix.usersEnd();
        int most = users < maxDense ? Math.min(room, maxDense - users) : room;
        List<FeatureRows.Row> known = features.of(catalogue, index, most * 3 / 5);
        for (FeatureRows.Row row : known) {
            int line = matrix.nextRow();
            for (int film : row.films()) matrix.add(line, film, row.weight());
        }
        addStretches(most - known.size());
        return matrix.build();
    }

    /** Of each user the latest, then the ones before, so that nobody's are left out for another's. */
    private void addStretches(int most) {
        int added = 0;
        for (int nth = 0; nth < stretches.most(); nth++)
            for (List<Stretch> ofUser : latest) {
                if (nth >= ofUser.size()) continue;
                if (added++ == most) return;
                add(ofUser.get(nth));
            }
    }

    private void add(Stretch stretch) {
        int line = matrix.nextRow();
        Acts before = stretch.before();
        for (int k = 0; k < before.films().length; k++) matrix.addBefore(line, before.films()[k], before.weights()[k]);
        Acts after = stretch.after();
        for (int k = 0; k < after.films().length; k++) matrix.addAfter(line, after.films()[k], after.weights()[k]);
    }
}
