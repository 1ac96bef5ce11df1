package io.cineai.recommend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.evaluate.Accuracy;
import io.cineai.evaluate.Bootstrap;
import io.cineai.evaluate.Bootstrap.Interval;
import io.cineai.evaluate.Evaluation;
import io.cineai.evaluate.Split;
import io.cineai.evaluate.Spread;
import io.cineai.evaluate.TemporalSplit;
import io.cineai.evaluate.Variety;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Laboratory.Recipe;
import io.cineai.recommend.reason.Reason;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the default list is worth beside the best plain recommender, on ml-latest-small with texts from Wikipedia:
 * {@code ./mvnw -Pbenchmark test -pl src -Dtest=HybridBenchmark}. The engine is the one that the functions run; its parameters were chosen
 * by {@link HybridTuning}, which never sees what is asked for here.
 */
class HybridBenchmark {
    private static final double[] CUTS = {0.2, 0.3, 0.4};
    private static final Bootstrap BOOTSTRAP = new Bootstrap(2_000, 0.95);
    private static final int SEED = 42;
    private static MovieLensFilms data;

    @BeforeAll
    static void read() {
        Optional<MovieLensFilms> found = MovieLensFilms.find();
        Assumptions.assumeTrue(found.isPresent());
        data = found.orElseThrow();
    }

    /** One way to make lists, tried on one split. */
    private record Trial(
            Split split, Map<MovieId, Movie> films, Map<UserId, List<MovieId>> lists, Evaluation accuracy) {
        static Trial of(Laboratory laboratory, Split split, Map<MovieId, Movie> films, ListSettings settings) {
            Map<UserId, List<MovieId>> lists = laboratory.lists(split, settings);
            return new Trial(split, films, lists, Evaluation.of(lists, split.test()));
        }

        double mean(ToDoubleFunction<Accuracy> measure) {
            return accuracy.mean(measure);
        }

        double recall() {
            return mean(user -> user.recall(20));
        }

        double ndcg() {
            return mean(user -> user.ndcg(100));
        }

        double ndcg10() {
            return mean(user -> user.ndcg(10));
        }

        double distance() {
            return lists.values().stream()
                    .mapToDouble(list -> genres().distance(list, 10))
                    .average()
                    .orElseThrow();
        }

        double miscalibration() {
            return lists.entrySet().stream()
                    .mapToDouble(list -> genres().miscalibration(likes(split, list.getKey()), list.getValue(), 10))
                    .average()
                    .orElseThrow();
        }

        double coverage() {
            return new Spread(split.candidates().size(), Map.of(), 1).coverage(lists.values(), 20);
        }

        private Variety genres() {
            return new Variety(films.values().stream().collect(Collectors.toMap(Movie::id, Movie::genres)));
        }

        Interval beyond(Trial other, ToDoubleFunction<Accuracy> measure) {
            return BOOTSTRAP.difference(
                    other.accuracy.each(measure), accuracy.each(measure), new SplittableRandom(SEED));
        }

        /** Of users with fewer likes to learn from than this. */
        Optional<Interval> beyond(Trial other, ToDoubleFunction<Accuracy> measure, int likes) {
            List<UserId> tested = new ArrayList<>(split.test().keySet());
            int[] thin = IntStream.range(0, tested.size())
                    .filter(user -> likes(split, tested.get(user)).size() < likes)
                    .toArray();
            if (thin.length < 5) return Optional.empty();
            double[] before = other.accuracy.each(measure);
            double[] after = accuracy.each(measure);
            System.out.printf("    %d users with fewer than %d likes: ", thin.length, likes);
            return Optional.of(BOOTSTRAP.difference(
                    IntStream.of(thin).mapToDouble(user -> before[user]).toArray(),
                    IntStream.of(thin).mapToDouble(user -> after[user]).toArray(),
                    new SplittableRandom(SEED)));
        }

        void print(String name) {
            System.out.printf(
                    "| %-34s | %.4f | %.4f | %.4f | %.3f | %.3f | %.3f |%n",
                    name, recall(), ndcg10(), ndcg(), distance(), miscalibration(), coverage());
        }
    }

    @Test
    void accuracyAndVarietyAtThreeCuts() {
        for (double cut : CUTS) {
            Split split = new TemporalSplit(4, 5, cut).of(data.history());
            Map<MovieId, Movie> films = data.before(cuts(split));
            System.out.printf(
                    "%nlast %.0f %% of likes hidden, %d users tested%n",
                    100 * cut, split.test().size());
            System.out.println("| lists | R@20 | N@10 | N@100 | ILD@10 | KL@10 | cov@20 |");
            Trial ease = Trial.of(
                    new Laboratory(Recipe.EASE, split.train(), films),
                    split,
                    films,
                    settings(Algorithm.COLLABORATIVE, 0, Diversity.MMR));
            ease.print("EASE, likes only");
            Laboratory laboratory = new Laboratory(Recipe.HYBRID, split.train(), films);
            Trial hybrid = Trial.of(laboratory, split, films, settings(Algorithm.HYBRID, 0, Diversity.MMR));
            hybrid.print("hybrid, relevance only");
            Trial.of(laboratory, split, films, settings(Algorithm.COLLABORATIVE, 0, Diversity.MMR))
                    .print("its item model alone");
            Trial.of(laboratory, split, films, settings(Algorithm.CONTENT, 0, Diversity.MMR))
                    .print("content alone");
            Trial varied = Trial.of(laboratory, split, films, settings(Algorithm.HYBRID, 0.4, Diversity.MMR));
            varied.print("hybrid, diversity 0.4 (default)");
            Trial calibrated =
                    Trial.of(laboratory, split, films, settings(Algorithm.HYBRID, 0.4, Diversity.CALIBRATED));
            calibrated.print("hybrid, calibrated 0.4");
            System.out.println("  hybrid over EASE, N@100: " + hybrid.beyond(ease, user -> user.ndcg(100)));
            System.out.println("  hybrid over EASE, R@20: " + hybrid.beyond(ease, user -> user.recall(20)));
            Interval first = varied.beyond(ease, user -> user.ndcg(10));
            System.out.println("  diversity 0.4 over undiversified EASE, N@10: " + first);
            Optional<Interval> thin = hybrid.beyond(ease, user -> user.ndcg(100), 20);
            System.out.println("N@100 over EASE " + thin);
            System.out.println("N@100 over EASE " + hybrid.beyond(ease, user -> user.ndcg(100), 10));
            assertAll(
                    () -> assertTrue(hybrid.beyond(ease, user -> user.ndcg(100)).low() > 0, "better, N@100"),
                    () -> assertTrue(
                            hybrid.beyond(ease, user -> user.recall(20)).low() > 0, "better, R@20"),
                    () -> assertTrue(first.high() >= 0, "no worse after diversification, N@10: " + first),
                    () -> assertTrue(varied.distance() >= ease.distance() + 0.05, "ILD"),
                    () -> assertTrue(varied.miscalibration() <= 0.8 * ease.miscalibration(), "KL"),
                    () -> assertTrue(varied.coverage() >= ease.coverage(), "coverage"),
                    () -> assertTrue(thin.isEmpty() || thin.get().low() > 0, "thin histories: " + thin),
                    () -> assertTrue(cut > 0.2 || hybrid.ndcg() >= 0.248, "N@100 " + hybrid.ndcg()),
                    () -> assertTrue(cut > 0.2 || hybrid.recall() >= 0.208, "R@20 " + hybrid.recall()));
        }
    }

    /**
     * Users whom the model never saw: of each a fifth of the likes is hidden, whenever they were, and the others are all that is known (Liang
     * et al., WWW 2018: likes and nothing else).
     */
    @Test
    void strongGeneralisation() {
        List<UserId> users = new ArrayList<>(data.history().keySet());
        users.removeIf(user -> likes(data.history().get(user)).size() < 5);
        Collections.shuffle(users, new Random(SEED));
        List<Accuracy> hybrid = new ArrayList<>();
        List<Accuracy> ease = new ArrayList<>();
        for (int fold = 0; fold < 5; fold++) {
            Set<UserId> unseen = new HashSet<>();
            for (int user = fold; user < users.size(); user += 5) unseen.add(users.get(user));
            Map<UserId, List<Signal>> train = new LinkedHashMap<>(data.history());
            train.keySet().removeAll(unseen);
            Set<MovieId> candidates = new LinkedHashSet<>();
            train.values().forEach(signals -> candidates.addAll(likes(signals)));
            Map<UserId, List<Signal>> queries = new LinkedHashMap<>();
            Map<UserId, Set<MovieId>> hidden = new LinkedHashMap<>();
            for (UserId user : unseen) {
                List<MovieId> all = new ArrayList<>(likes(data.history().get(user)));
                Collections.shuffle(all, new Random(SEED));
                Set<MovieId> asked = new HashSet<>(all.subList(0, (int) Math.ceil(0.2 * all.size())));
                queries.put(
                        user,
                        data.history().get(user).stream()
                                .filter(TemporalSplit.PROTOCOL_A::isLike)
                                .filter(signal -> !asked.contains(signal.movie()))
                                .toList());
                asked.retainAll(candidates);
                if (!asked.isEmpty()) hidden.put(user, asked);
            }
            Map<UserId, Long> never = new HashMap<>();
            unseen.forEach(user -> never.put(user, 0L));
            Map<MovieId, Movie> films = data.before(never);
            hybrid.addAll(Evaluation.of(
                            new Laboratory(Recipe.HYBRID, train, films)
                                    .lists(queries, candidates, settings(Algorithm.HYBRID, 0, Diversity.MMR)),
                            hidden)
                    .users());
            ease.addAll(Evaluation.of(
                            new Laboratory(Recipe.EASE.believing(100), train, films)
                                    .lists(queries, candidates, settings(Algorithm.COLLABORATIVE, 0, Diversity.MMR)),
                            hidden)
                    .users());
        }
        Evaluation ours = new Evaluation(hybrid);
        Evaluation plain = new Evaluation(ease);
        System.out.printf(
                "%nunseen users: hybrid R@20 %.4f N@100 %.4f; EASE, likes only, lambda 100: R@20 %.4f N@100 %.4f%n",
                ours.mean(user -> user.recall(20)),
                ours.mean(user -> user.ndcg(100)),
                plain.mean(user -> user.recall(20)),
                plain.mean(user -> user.ndcg(100)));
        assertTrue(ours.mean(user -> user.ndcg(100)) >= 0.370, "N@100 of unseen users");
    }

    /** Films that nobody could rate: who is told of them should be who liked them. */
    @Test
    void filmsThatNobodyKnowsReachTheRightUsers() {
        Map<MovieId, Long> fans = data.history().values().stream()
                .flatMap(signals -> likes(signals).stream())
                .collect(Collectors.groupingBy(film -> film, LinkedHashMap::new, Collectors.counting()));
        List<MovieId> liked = new ArrayList<>(fans.keySet().stream()
                .filter(film -> fans.get(film) >= 5)
                .sorted()
                .toList());
        Collections.shuffle(liked, new Random(SEED));
        Set<MovieId> cold = new LinkedHashSet<>(liked.subList(0, 200));
        Map<UserId, List<Signal>> train = new LinkedHashMap<>();
        data.history()
                .forEach((user, signals) -> train.put(
                        user,
                        signals.stream()
                                .filter(signal -> !cold.contains(signal.movie()))
                                .toList()));
        Map<UserId, Long> never = new HashMap<>();
        data.history().keySet().forEach(user -> never.put(user, 0L));
        Map<MovieId, Movie> films = data.before(never);
        Laboratory laboratory = new Laboratory(Recipe.HYBRID, train, films);
        Map<UserId, double[]> engine = new LinkedHashMap<>();
        Map<UserId, double[]> genre = new LinkedHashMap<>();
        List<MovieId> asked = List.copyOf(cold);
        train.forEach((user, signals) -> {
            engine.put(user, laboratory.scores(signals, asked));
            genre.put(user, byGenre(signals, asked, films));
        });
        double ours = toTheRightUsers(engine, asked);
        double byGenre = toTheRightUsers(genre, asked);
        double oursFilms = theRightFilms(engine, asked);
        double byGenreFilms = theRightFilms(genre, asked);
        System.out.printf(
                "%n200 films withheld: the right users, AUC %.3f (by genre %.3f, at random 0.5); the right films %.3f (by genre %.3f)%n",
                ours, byGenre, oursFilms, byGenreFilms);
        assertTrue(ours > byGenre && ours > 0.5, "the right users");
        assertTrue(oursFilms > byGenreFilms && oursFilms > 0.5, "the right films");
    }

    /** Over all users: what reasons say is so, and what they name carries the score. */
    @Test
    void reasonsAreTrue() {
        Laboratory laboratory = new Laboratory(Recipe.HYBRID, data.history(), data.films());
        int named = 0;
        int lower = 0;
        Map<Reason.Type, Integer> types = new LinkedHashMap<>();
        for (List<Signal> signals : data.history().values()) {
            Set<MovieId> liked = new HashSet<>(likes(signals));
            Recommended list = laboratory.list(signals, new ListSettings(20, Algorithm.HYBRID, 0.4, true));
            List<MovieId> films =
                    list.films().stream().map(film -> film.movie().id()).toList();
            double[] before = laboratory.scores(signals, films);
            for (int place = 0; place < films.size(); place++) {
                Recommendation film = list.films().get(place);
                assertTrue(!film.reasons().isEmpty());
                for (Reason reason : film.reasons()) {
                    types.merge(reason.type(), 1, Integer::sum);
                    assertEquals(film.algorithm() == Algorithm.POPULAR, reason.type() == Reason.Type.POPULAR);
                    if (reason.movie() == null) continue;
                    assertTrue(liked.contains(reason.movie()), "liked");
                    assertTrue(holds(reason, film.movie())
                            && holds(reason, data.films().get(reason.movie())));
                }
                Reason first = film.reasons().get(0);
                if (first.movie() == null) continue;
                named++;
                List<Signal> without = signals.stream()
                        .filter(signal -> !signal.movie().equals(first.movie()))
                        .toList();
                if (laboratory.scores(without, List.of(films.get(place)))[0] < before[place]) lower++;
            }
        }
        System.out.printf(
                "%nreasons: %s; without the film that is named the score is lower in %d of %d%n", types, lower, named);
        assertTrue(lower >= 0.9 * named);
    }

    /** Pairs of users who like nothing in common, and whose genres differ most. */
    @Test
    void usersWithNothingInCommonGetListsWithLittleInCommon() {
        Laboratory laboratory = new Laboratory(Recipe.HYBRID, data.history(), data.films());
        List<UserId> users = data.history().keySet().stream()
                .filter(user -> likes(data.history().get(user)).size() >= 10)
                .toList();
        List<Set<MovieId>> liked = users.stream()
                .map(user -> Set.copyOf(likes(data.history().get(user))))
                .toList();
        List<Map<String, Double>> mixes = users.stream()
                .map(user -> genres(data.history().get(user), data.films()))
                .toList();
        Map<Integer, Set<MovieId>> lists = new HashMap<>();
        List<Double> shared = new ArrayList<>();
        for (int a = 0; a < users.size(); a++)
            for (int b = 0; b < a; b++) {
                if (!Collections.disjoint(liked.get(a), liked.get(b)) || overlap(mixes.get(a), mixes.get(b)) > 0.4)
                    continue;
                Set<MovieId> one = lists.computeIfAbsent(a, user -> top20(laboratory, users.get(user)));
                Set<MovieId> other = lists.computeIfAbsent(b, user -> top20(laboratory, users.get(user)));
                shared.add(one.stream().filter(other::contains).count() / 20.0);
            }
        double mean = shared.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double few = shared.stream().filter(share -> share < 0.2).count() / (double) shared.size();
        System.out.printf(
                "%n%d pairs of users with nothing in common share %.1f %% of their first 20; less than a fifth in %.1f %% of the pairs, "
                        + "%.0f %% at the most%n",
                shared.size(), 100 * mean, 100 * few, 100 * Collections.max(shared));
        assertTrue(mean < 0.1 && few >= 0.9, "share " + mean + ", less than a fifth " + few);
    }

    private static Set<MovieId> top20(Laboratory laboratory, UserId user) {
        return laboratory
                .list(data.history().get(user), new ListSettings(20, Algorithm.HYBRID, 0.4, false))
                .films()
                .stream()
                .map(film -> film.movie().id())
                .collect(Collectors.toSet());
    }

    private static double overlap(Map<String, Double> a, Map<String, Double> b) {
        return a.keySet().stream()
                .mapToDouble(genre -> Math.min(a.get(genre), b.getOrDefault(genre, 0.0)))
                .sum();
    }

    private static boolean holds(Reason reason, Movie film) {
        String word = reason.attribute();
        if (word == null) return true;
        return switch (reason.type()) {
            case PEOPLE -> film.cast().contains(word) || film.directors().contains(word);
            case SHARED_THEME ->
                film.portrait().subject().orElseThrow().themes().contains(word);
            case SHARED_STYLE -> film.portrait().look().orElseThrow().category().equals(word);
            case ARC_MATCH -> film.portrait().feel().orElseThrow().pattern().equals(word);
            default -> film.genres().contains(word);
        };
    }

    /** How much of what a user likes has the film's genres. */
    private static double[] byGenre(List<Signal> signals, List<MovieId> films, Map<MovieId, Movie> known) {
        Map<String, Double> mix = genres(signals, known);
        return films.stream()
                .mapToDouble(film -> known.get(film).genres().stream()
                        .mapToDouble(genre -> mix.getOrDefault(genre, 0.0))
                        .average()
                        .orElse(0))
                .toArray();
    }

    private static Map<String, Double> genres(List<Signal> signals, Map<MovieId, Movie> known) {
        Map<String, Double> mix = new HashMap<>();
        List<MovieId> liked = likes(signals);
        for (MovieId film : liked) {
            List<String> own = known.get(film).genres();
            for (String genre : own) mix.merge(genre, 1.0 / own.size() / liked.size(), Double::sum);
        }
        return mix;
    }

    /** Mean over films: how probable it is that a user who liked it is told of it before one who did not rate it. */
    private static double toTheRightUsers(Map<UserId, double[]> scores, List<MovieId> films) {
        return IntStream.range(0, films.size())
                .mapToDouble(film -> {
                    List<Double> fans = new ArrayList<>();
                    List<Double> others = new ArrayList<>();
                    data.history().forEach((user, signals) -> {
                        Optional<Signal> own = signals.stream()
                                .filter(signal -> signal.movie().equals(films.get(film)))
                                .findFirst();
                        double score = scores.get(user)[film];
                        if (own.isEmpty()) others.add(score);
                        else if (TemporalSplit.PROTOCOL_A.isLike(own.get())) fans.add(score);
                    });
                    return auc(fans, others);
                })
                .average()
                .orElseThrow();
    }

    /** Mean over users: how probable it is that a film they liked comes before one they did not rate. */
    private static double theRightFilms(Map<UserId, double[]> scores, List<MovieId> films) {
        List<Double> each = new ArrayList<>();
        data.history().forEach((user, signals) -> {
            Set<MovieId> rated = signals.stream().map(Signal::movie).collect(Collectors.toSet());
            Set<MovieId> liked = Set.copyOf(likes(signals));
            List<Double> right = new ArrayList<>();
            List<Double> others = new ArrayList<>();
            for (int film = 0; film < films.size(); film++) {
                if (liked.contains(films.get(film))) right.add(scores.get(user)[film]);
                else if (!rated.contains(films.get(film))) others.add(scores.get(user)[film]);
            }
            if (!right.isEmpty()) each.add(auc(right, others));
        });
        return each.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double auc(List<Double> right, List<Double> others) {
        double before = 0;
        for (double one : right) for (double other : others) before += one > other ? 1 : one == other ? 0.5 : 0;
        return before / right.size() / others.size();
    }

    private static ListSettings settings(Algorithm algorithm, double factor, Diversity diversity) {
        return new ListSettings(ListSettings.MAX_SIZE, algorithm, factor, diversity, false);
    }

    private static List<MovieId> likes(Split split, UserId user) {
        return likes(split.train().get(user));
    }

    private static List<MovieId> likes(List<Signal> signals) {
        return signals.stream()
                .filter(TemporalSplit.PROTOCOL_A::isLike)
                .map(Signal::movie)
                .toList();
    }

    /** When each user's known history ends, in seconds. */
    static Map<UserId, Long> cuts(Split split) {
        Map<UserId, Long> cuts = new HashMap<>();
        split.train()
                .forEach((user, signals) -> cuts.put(
                        user,
                        signals.isEmpty()
                                ? 0L
                                : signals.get(signals.size() - 1).at().getEpochSecond()));
        return cuts;
    }
}
