package io.cineai.recommend;

import static io.cineai.recommend.SampleEvidence.AUDIENCE;
import static io.cineai.recommend.SampleEvidence.BY_ID;
import static io.cineai.recommend.SampleEvidence.FILMS;
import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.embed.local.LocalEmbedder;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.FilmRows;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.reason.Reason;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import io.cineai.testkit.Embeddings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NearFilmsTest {
    private static final Movie HEAT = aFilm("Heat").withGenres("Crime").build();
    private static final Movie RONIN = aFilm("Ronin").withGenres("Crime").build();
    private static final Movie THIEF = aFilm("Thief").withGenres("Crime").build();
    private static final Movie CLUE = aFilm("Clue").withGenres("Comedy").build();
    private static final Map<MovieId, Movie> KNOWN =
            Map.of(HEAT.id(), HEAT, RONIN.id(), RONIN, THIEF.id(), THIEF, CLUE.id(), CLUE);
    private static final ListSettings SETTINGS = new ListSettings(50, Algorithm.HYBRID, 0, true);
    private static final int FEW = 8;
    private static final int SHORTLIST = 200;

    private final FilmIndex index = new FilmIndex();

    private static float[] towards(double angle) {
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    private Neighbours row(Movie film, float weight) {
        return new Neighbours(new int[] {index.number(film.id())}, new float[] {weight});
    }

    private static Recommended listFor(Evidence evidence) {
        return SampleEvidence.listFor(evidence, SETTINGS, KNOWN);
    }

    private Evidence likesHeat(Map<MovieId, Neighbours> content) {
        TasteProfile taste = new TasteProfile(List.of(new Opinion(HEAT.id(), 1, 1)), Set.of(HEAT.id()));
        return Evidence.of(taste, index, Map.of(), content, List.of(), Set.of());
    }

    @Test
    void whatARowNamesKeepsItsWeightAndTheRestCountsAsItsLeastTimesTheCosine() {
        List<Opinion> opinions = List.of(new Opinion(CLUE.id(), 1, 1), new Opinion(HEAT.id(), 1, 1));
        FilmRows clue = new FilmRows(row(RONIN, 1), row(HEAT, 0.2f));
        FilmRows heat = new FilmRows(row(CLUE, 1), row(RONIN, 0.4f));
        NearFilms near = new NearFilms(
                Map.of(HEAT.id(), towards(0)), Map.of(RONIN.id(), towards(0), THIEF.id(), towards(Math.PI / 3)));

        List<FilmRows> joined = near.joined(opinions, List.of(clue, heat), index);

        Neighbours row = joined.get(1).content();
        assertArrayEquals(new int[] {index.number(RONIN.id()), index.number(THIEF.id())}, row.films());
        assertArrayEquals(new float[] {0.4f, 0.1f}, row.weights(), 1e-6f);
        assertSame(heat.collaborative(), joined.get(1).collaborative());
        assertSame(clue, joined.get(0));
    }

    @Test
    void withoutVectorsNothingChanges() {
        Evidence evidence = likesHeat(Map.of(HEAT.id(), row(RONIN, 0.4f)));

        assertSame(evidence.rows(), evidence.with(NearFilms.NONE).rows());
    }

    /** As when films were embedded since the model was trained. */
    @Test
    void whereNoRowIsKnownFilmsNearToWhatWasLikedAreTheListAndTheReasonIsThatFilm() {
        NearFilms near = new NearFilms(
                Map.of(HEAT.id(), towards(0)),
                Map.of(RONIN.id(), towards(0.9), THIEF.id(), towards(0.2), CLUE.id(), towards(2)));

        Recommended list = listFor(likesHeat(Map.of()).with(near));

        assertEquals(
                List.of(THIEF.id(), RONIN.id()),
                list.films().stream().map(it -> it.movie().id()).toList());
        for (Recommendation film : list.films())
            assertEquals(HEAT.id(), film.reasons().get(0).movie());
    }

    @Test
    void whatTheModelNamesStaysBeforeWhatIsOnlyNear() {
        NearFilms near = new NearFilms(Map.of(HEAT.id(), towards(0)), Map.of(THIEF.id(), towards(0.2)));

        Recommended list =
                listFor(likesHeat(Map.of(HEAT.id(), row(RONIN, 0.4f))).with(near));

        assertEquals(
                List.of(RONIN.id(), THIEF.id()),
                list.films().stream().map(it -> it.movie().id()).toList());
    }

    @Test
    void vectorsOfTwoModelsAreNotNear() {
        NearFilms near = new NearFilms(Map.of(HEAT.id(), towards(0)), Map.of(THIEF.id(), new float[] {1, 0, 0}));

        assertEquals(0, likesHeat(Map.of()).with(near).rows().get(0).content().size());
    }

    @Test
    void listsOfThinUsersKeepTheirPromises() {
        LocalEmbedder embedder = Embeddings.embedder(FILMS);
        Map<MovieId, float[]> vectors = FILMS.stream().collect(Collectors.toMap(Movie::id, embedder::embed));
        for (int user = 0; user < 40; user++) {
            List<Signal> signals =
                    AUDIENCE.get(user).signals().stream().limit(FEW).toList();
            Evidence evidence = SampleEvidence.of(signals);
            NearFilms near = near(evidence.taste(), vectors);
            Evidence joined = evidence.with(near);

            Recommended list = SampleEvidence.listFor(joined, SETTINGS, BY_ID);

            assertEquals(SETTINGS.size(), list.films().size());
            for (Recommendation film : list.films()) {
                assertFalse(evidence.taste().settled().contains(film.movie().id()));
                for (Reason reason : film.reasons())
                    if (reason.movie() != null) speaksFor(joined, reason.movie(), film.movie());
            }
        }
    }

    private static NearFilms near(TasteProfile taste, Map<MovieId, float[]> vectors) {
        Map<MovieId, float[]> liked = new HashMap<>();
        taste.opinions().stream().filter(Opinion::liked).forEach(it -> liked.put(it.movie(), vectors.get(it.movie())));
        Map<MovieId, float[]> near = vectors.entrySet().stream()
                .filter(it -> !taste.settled().contains(it.getKey()))
                .sorted(Comparator.comparingDouble(it -> -liked.values().stream()
                        .mapToDouble(other -> dot(other, it.getValue()))
                        .sum()))
                .limit(SHORTLIST)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new NearFilms(liked, near);
    }

    private static double dot(float[] a, float[] b) {
        double dot = 0;
        for (int k = 0; k < a.length; k++) dot += a[k] * b[k];
        return dot;
    }

    /** It was liked, and a row of it points to the film. */
    private static void speaksFor(Evidence evidence, MovieId cited, Movie film) {
        assertTrue(
                evidence.taste().opinions().stream().anyMatch(it -> it.movie().equals(cited) && it.liked()));
        int number = evidence.index().number(film.id());
        FilmRows rows = evidence.rows()
                .get(evidence.taste().opinions().stream()
                        .map(Opinion::movie)
                        .toList()
                        .indexOf(cited));
        assertTrue(weight(rows.collaborative(), number) > 0 || weight(rows.content(), number) > 0);
    }

    private static double weight(Neighbours row, int other) {
        for (int k = 0; k < row.size(); k++) if (row.films()[k] == other) return row.weights()[k];
        return 0;
    }
}
