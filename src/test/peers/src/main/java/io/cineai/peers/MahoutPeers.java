package io.cineai.peers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.mahout.cf.taste.common.TasteException;
import org.apache.mahout.cf.taste.impl.common.FastByIDMap;
import org.apache.mahout.cf.taste.impl.common.FastIDSet;
import org.apache.mahout.cf.taste.impl.model.GenericBooleanPrefDataModel;
import org.apache.mahout.cf.taste.impl.neighborhood.NearestNUserNeighborhood;
import org.apache.mahout.cf.taste.impl.recommender.GenericBooleanPrefItemBasedRecommender;
import org.apache.mahout.cf.taste.impl.recommender.GenericBooleanPrefUserBasedRecommender;
import org.apache.mahout.cf.taste.impl.similarity.LogLikelihoodSimilarity;
import org.apache.mahout.cf.taste.model.DataModel;
import org.apache.mahout.cf.taste.recommender.IDRescorer;
import org.apache.mahout.cf.taste.recommender.Recommender;

/** Mahout's Taste: neighbours of users and of films by log-likelihood ratio. */
final class MahoutPeers {
    private final TrainingFiles split;
    private final DataModel likes;

    private MahoutPeers(TrainingFiles split) {
        this.split = split;
        this.likes = new GenericBooleanPrefDataModel(likes(split));
    }

    public static void main(String... args) throws Exception {
        Race race = new Race(args);
        TrainingFiles split = race.split();
        race.run("mahout-userbased", () -> new MahoutPeers(split).userBased(80));
        race.run("mahout-itembased", () -> new MahoutPeers(split).itemBased());
    }

    private Map<Integer, List<Integer>> userBased(int k) throws TasteException {
        var similarity = new LogLikelihoodSimilarity(likes);
        var neighbours = new NearestNUserNeighborhood(k, similarity, likes);
        return lists(new GenericBooleanPrefUserBasedRecommender(likes, neighbours, similarity));
    }

    private Map<Integer, List<Integer>> itemBased() throws TasteException {
        return lists(new GenericBooleanPrefItemBasedRecommender(likes, new LogLikelihoodSimilarity(likes)));
    }

    private Map<Integer, List<Integer>> lists(Recommender recommender) throws TasteException {
        Map<Integer, List<Integer>> lists = new HashMap<>();
        for (int user : split.asked())
            lists.put(
                    user,
                    recommender.recommend(user, Race.LENGTH, new Allowed(split, user)).stream()
                            .map(item -> Math.toIntExact(item.getItemID()))
                            .toList());
        return lists;
    }

    private static FastByIDMap<FastIDSet> likes(TrainingFiles split) {
        FastByIDMap<FastIDSet> likes = new FastByIDMap<>();
        split.liked().forEach((user, films) -> {
            FastIDSet set = new FastIDSet(films.size());
            films.forEach(set::add);
            likes.put(user, set);
        });
        return likes;
    }

    /** Leaves out what may not be recommended, and changes no score. */
    private record Allowed(TrainingFiles split, int user) implements IDRescorer {
        @Override
        public double rescore(long film, double score) {
            return score;
        }

        @Override
        public boolean isFiltered(long film) {
            return !split.mayBeRecommended(user, Math.toIntExact(film));
        }
    }
}
