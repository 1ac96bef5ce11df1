package io.cineai.usecase.evaluation;

import io.cineai.evaluate.Accuracy;
import io.cineai.evaluate.Bootstrap;
import io.cineai.evaluate.Figure;
import io.cineai.evaluate.Figure.Mode;
import io.cineai.evaluate.Split;
import io.cineai.evaluate.Spread;
import io.cineai.evaluate.TemporalSplit;
import io.cineai.evaluate.Variety;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.recommend.ListSettings;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.UserId;
import io.cineai.usecase.TrainConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The installation's own past as an exam: each user's last likes are hidden, a model is learned from what came before, and the lists made of
 * it are held against what the user went on to like. Every film of the catalogue competes. Who answers is always the same, and so is the
 * chance of the intervals.
 */
final class Offline {
    private static final int DEEP = 100;
    private static final int PAGE = 20;
    private static final int FIRST = 10;
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1_000, 0.95);
    private static final long SEED = 42;

    private final Split split;
    private final HeldLists lists;
    private final Variety variety;
    private final Spread spread;
    private final List<Tested> tested;

    /** One user: what they are asked with, the likes among that, and what is to be found. */
    private record Tested(TasteProfile taste, List<MovieId> liked, Set<MovieId> hidden) {}

    private Offline(Split split, HeldLists lists, double recencyDecay, Grading grading) {
        this.split = split;
        this.lists = lists;
        Collection<Movie> catalogue = lists.films().values();
        variety = new Variety(catalogue.stream().collect(Collectors.toMap(Movie::id, Movie::genres)));
        spread = new Spread(
                catalogue.size(),
                lists.model().popular().stream().collect(Collectors.toMap(PopularFilm::film, PopularFilm::likes)),
                split.train().size());
        tested = split.test().entrySet().stream()
                .map(user -> tested(split.train().get(user.getKey()), user.getValue(), recencyDecay, grading))
                .toList();
    }

    private static Tested tested(List<Signal> acts, Set<MovieId> hidden, double recencyDecay, Grading grading) {
        return new Tested(
                TasteProfile.of(acts, grading, recencyDecay),
                acts.stream()
                        .filter(TemporalSplit.PROTOCOL_A::isLike)
                        .map(Signal::movie)
                        .toList(),
                hidden);
    }

    /**
     * Cuts and learns.
     *
     * @param catalogue one film or more
     * @param histories of one user or more
     */
    static Offline of(
            Map<UserId, List<Signal>> histories,
            Collection<Movie> catalogue,
            Grading grading,
            double recencyDecay,
            TrainConfig config) {
        Split split = TemporalSplit.PROTOCOL_A.of(histories);
        HeldModel model = HeldModel.learned(split.train().values(), catalogue, grading, config);
        Map<MovieId, Movie> films = catalogue.stream().collect(Collectors.toMap(Movie::id, film -> film));
        return new Offline(split, new HeldLists(model, films), recencyDecay, grading);
    }

    int users() {
        return split.train().size();
    }

    int testedUsers() {
        return tested.size();
    }

    /** The numbers of one algorithm; somebody must be tested. */
    List<Figure> measure(Algorithm algorithm, double diversityFactor) {
        ListSettings settings = new ListSettings(DEEP, algorithm, diversityFactor, false);
        List<List<MovieId>> made = tested.parallelStream()
                .map(user -> lists.of(user.taste(), settings))
                .toList();
        List<Answer> answers = new ArrayList<>();
        for (int user = 0; user < made.size(); user++) answers.add(new Answer(tested.get(user), made.get(user)));
        Series series = new Series(algorithm, "diversity=" + diversityFactor, answers);
        return List.of(
                series.mean("recall@20", answer -> answer.accuracy().recall(PAGE)),
                series.mean("ndcg@10", answer -> answer.accuracy().ndcg(FIRST)),
                series.mean("ndcg@100", answer -> answer.accuracy().ndcg(DEEP)),
                series.mean("novelty@20", answer -> spread.novelty(List.of(answer.list()), PAGE)),
                series.mean("distance@20", answer -> variety.distance(answer.list(), PAGE)),
                series.mean(
                        "miscalibration@20",
                        answer -> variety.miscalibration(answer.user().liked(), answer.list(), PAGE)),
                series.whole("coverage@20", spread.coverage(made, PAGE)));
    }

    private record Answer(Tested user, List<MovieId> list) {
        Accuracy accuracy() {
            return new Accuracy(list, user.hidden());
        }
    }

    private record Series(Algorithm algorithm, String conditions, List<Answer> answers) {
        Figure mean(String metric, ToDoubleFunction<Answer> measure) {
            double[] each = answers.parallelStream().mapToDouble(measure).toArray();
            return Figure.of(
                    Mode.OFFLINE,
                    conditions,
                    algorithm.label(),
                    metric,
                    BOOTSTRAP.mean(each, new SplittableRandom(SEED)),
                    each.length);
        }

        /** Of all lists together: no mean over users, so there is nothing to resample. */
        Figure whole(String metric, double value) {
            return new Figure(Mode.OFFLINE, conditions, algorithm.label(), metric, value, null, null, answers.size());
        }
    }
}
