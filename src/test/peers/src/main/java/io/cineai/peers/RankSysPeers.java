package io.cineai.peers;

import es.uam.eps.ir.ranksys.fast.index.FastItemIndex;
import es.uam.eps.ir.ranksys.fast.index.FastUserIndex;
import es.uam.eps.ir.ranksys.fast.index.SimpleFastItemIndex;
import es.uam.eps.ir.ranksys.fast.index.SimpleFastUserIndex;
import es.uam.eps.ir.ranksys.fast.preference.FastPreferenceData;
import es.uam.eps.ir.ranksys.fast.preference.SimpleFastPreferenceData;
import es.uam.eps.ir.ranksys.mf.als.HKVFactorizer;
import es.uam.eps.ir.ranksys.mf.rec.MFRecommender;
import es.uam.eps.ir.ranksys.nn.item.ItemNeighborhoodRecommender;
import es.uam.eps.ir.ranksys.nn.item.neighborhood.CachedItemNeighborhood;
import es.uam.eps.ir.ranksys.nn.item.neighborhood.TopKItemNeighborhood;
import es.uam.eps.ir.ranksys.nn.item.sim.VectorCosineItemSimilarity;
import es.uam.eps.ir.ranksys.nn.user.UserNeighborhoodRecommender;
import es.uam.eps.ir.ranksys.nn.user.neighborhood.TopKUserNeighborhood;
import es.uam.eps.ir.ranksys.nn.user.sim.VectorCosineUserSimilarity;
import es.uam.eps.ir.ranksys.rec.Recommender;
import es.uam.eps.ir.ranksys.rec.fast.basic.PopularityRecommender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.lambda.tuple.Tuple;
import org.jooq.lambda.tuple.Tuple3;

/** RankSys: popularity, neighbours of users and of films by cosine, and implicit matrix factorization (Hu, Koren, Volinsky 2008). */
final class RankSysPeers {
    /** Exponent of the first vector's norm that makes the similarity the cosine. */
    private static final double COSINE = 0.5;

    private final TrainingFiles split;
    private final FastUserIndex<Integer> users;
    private final FastItemIndex<Integer> films;
    private final FastPreferenceData<Integer, Integer> likes;

    private RankSysPeers(TrainingFiles split) {
        this.split = split;
        this.users = SimpleFastUserIndex.load(split.liked().keySet().stream());
        this.films = SimpleFastItemIndex.load(split.candidates().stream());
        this.likes = SimpleFastPreferenceData.load(likes(split), users, films);
    }

    public static void main(String... args) throws Exception {
        Race race = new Race(args);
        TrainingFiles split = race.split();
        race.run("ranksys-popular", () -> new RankSysPeers(split).popular());
        race.run("ranksys-userknn", () -> new RankSysPeers(split).userNeighbours(80));
        race.run("ranksys-itemknn", () -> new RankSysPeers(split).itemNeighbours(100));
        race.run("ranksys-hkv", () -> new RankSysPeers(split).factors(32, 1, 1, 20));
    }

    private Map<Integer, List<Integer>> popular() {
        return lists(new PopularityRecommender<>(likes));
    }

    private Map<Integer, List<Integer>> userNeighbours(int k) {
        var cosine = new VectorCosineUserSimilarity<>(likes, COSINE, true);
        return lists(new UserNeighborhoodRecommender<>(likes, new TopKUserNeighborhood<>(cosine, k), 1));
    }

    private Map<Integer, List<Integer>> itemNeighbours(int k) {
        var cosine = new VectorCosineItemSimilarity<>(likes, COSINE, true);
        var neighbours = new CachedItemNeighborhood<>(new TopKItemNeighborhood<>(cosine, k));
        return lists(new ItemNeighborhoodRecommender<>(likes, neighbours, 1));
    }

    private Map<Integer, List<Integer>> factors(int k, double lambda, double alpha, int iterations) {
        var factorizer = new HKVFactorizer<Integer, Integer>(lambda, like -> 1 + alpha * like, iterations);
        return lists(new MFRecommender<>(users, films, factorizer.factorize(k, likes)));
    }

    private Map<Integer, List<Integer>> lists(Recommender<Integer, Integer> recommender) {
        Map<Integer, List<Integer>> lists = new HashMap<>();
        for (int user : split.asked())
            lists.put(
                    user,
                    recommender
                            .getRecommendation(user, Race.LENGTH, film -> split.mayBeRecommended(user, film))
                            .getItems()
                            .stream()
                            .map(item -> Objects.requireNonNull(item.v1))
                            .toList());
        return lists;
    }

    private static Stream<Tuple3<Integer, Integer, Double>> likes(TrainingFiles split) {
        return split.liked().entrySet().stream()
                .flatMap(user -> user.getValue().stream().map(film -> Tuple.tuple(user.getKey(), film, 1.0)));
    }
}
