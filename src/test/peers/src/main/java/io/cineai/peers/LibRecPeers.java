package io.cineai.peers;

import com.google.common.collect.HashBasedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.librec.common.LibrecException;
import net.librec.conf.Configuration;
import net.librec.data.model.TextDataModel;
import net.librec.data.splitter.AbstractDataSplitter;
import net.librec.math.algorithm.Randoms;
import net.librec.math.structure.SparseMatrix;
import net.librec.recommender.AbstractRecommender;
import net.librec.recommender.RecommenderContext;
import net.librec.recommender.cf.ItemKNNRecommender;
import net.librec.recommender.cf.ranking.BPRRecommender;
import net.librec.recommender.cf.ranking.WRMFRecommender;
import net.librec.recommender.item.RecommendedItem;
import net.librec.similarity.AbstractRecommenderSimilarity;
import net.librec.similarity.BinaryCosineSimilarity;
import net.librec.similarity.CosineSimilarity;

/**
 * LibRec: weighted factorization (WRMF), Bayesian personalized ranking (BPR), and neighbours of films. The first two have the settings
 * of LibRec's own examples, but 32 factors, and BPR 200 iterations, which found more than the 100 of its example.
 */
final class LibRecPeers {
    private static final int FACTORS = 32;

    private final TrainingFiles split;
    private final Configuration settings = new Configuration();
    private final TextDataModel likes;

    private LibRecPeers(TrainingFiles split, Path folder) throws IOException, LibrecException {
        this.split = split;
        settings.set("dfs.data.dir", folder.toString());
        settings.set("data.input.path", write(split, folder));
        settings.set("data.column.format", "UIR");
        settings.setBoolean("rec.recommender.isranking", true);
        settings.setInt("rec.recommender.ranking.topn", longestWithRated(split));
        Randoms.seed(1);
        this.likes = new TextDataModel(settings);
        likes.dataSplitter = new NothingHidden();
        likes.buildDataModel();
    }

    public static void main(String... args) throws Exception {
        Race race = new Race(args);
        Path folder = Path.of(args[0]).toAbsolutePath().normalize();
        TrainingFiles split = race.split();
        race.run("librec-bpr", () -> new LibRecPeers(split, folder).pairwise());
        race.run("librec-wrmf", () -> new LibRecPeers(split, folder).weighted());
        race.run("librec-itemknn-cos", () -> new LibRecPeers(split, folder).itemNeighbours(new CosineSimilarity(), 0));
        race.run("librec-itemknn-bcos", () -> new LibRecPeers(split, folder)
                .itemNeighbours(new BinaryCosineSimilarity(), 0));
    }

    private Map<Integer, List<Integer>> weighted() throws LibrecException {
        factorized(20);
        settings.setFloat("rec.wrmf.weight.coefficient", 4);
        return lists(new WRMFRecommender(), new RecommenderContext(settings, likes));
    }

    private Map<Integer, List<Integer>> pairwise() throws LibrecException {
        factorized(200);
        settings.setDouble("rec.iterator.learnrate", 0.01);
        settings.setDouble("rec.iterator.learnrate.maximum", 0.01);
        settings.setBoolean("rec.learnrate.bolddriver", false);
        settings.setFloat("rec.learnrate.decay", 1);
        return lists(new BPRRecommender(), new RecommenderContext(settings, likes));
    }

    private void factorized(int iterations) {
        settings.setInt("rec.factor.number", FACTORS);
        settings.setInt("rec.iterator.maximum", iterations);
        settings.setDouble("rec.user.regularization", 0.01);
        settings.setDouble("rec.item.regularization", 0.01);
    }

    private Map<Integer, List<Integer>> itemNeighbours(AbstractRecommenderSimilarity similarity, int shrinkage)
            throws LibrecException {
        settings.setInt("rec.neighbors.knn.number", 100);
        settings.setInt("rec.similarity.shrinkage", shrinkage);
        settings.set("rec.recommender.similarity.key", "item");
        similarity.buildSimilarityMatrix(likes);
        return lists(new ItemKNNRecommender(), new RecommenderContext(settings, likes, similarity));
    }

    private Map<Integer, List<Integer>> lists(AbstractRecommender recommender, RecommenderContext context)
            throws LibrecException {
        recommender.setContext(context);
        recommender.recommend(context);
        Map<Integer, List<RecommendedItem>> items = new HashMap<>();
        for (RecommendedItem item : recommender.getRecommendedList())
            items.computeIfAbsent(Integer.valueOf(item.getUserId()), user -> new ArrayList<>())
                    .add(item);
        Map<Integer, List<Integer>> lists = new HashMap<>();
        items.forEach((user, list) -> lists.put(
                user,
                list.stream()
                        .sorted(Comparator.comparingDouble(RecommendedItem::getValue)
                                .reversed())
                        .map(item -> Integer.valueOf(item.getItemId()))
                        .toList()));
        return lists;
    }

    /** LibRec leaves out what was liked only, so it is asked for as much more as a user rated. */
    private static int longestWithRated(TrainingFiles split) {
        return Race.LENGTH
                + split.rated().entrySet().stream()
                        .mapToInt(user -> user.getValue().size()
                                - split.liked()
                                        .getOrDefault(user.getKey(), Set.of())
                                        .size())
                        .max()
                        .orElseThrow();
    }

    private static String write(TrainingFiles split, Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        split.liked().forEach((user, films) -> films.forEach(film -> lines.add(user + " " + film + " 1")));
        Files.write(folder.resolve("librec-likes.txt"), lines);
        return "librec-likes.txt";
    }

    /** The split is made already, and LibRec does not see what is hidden: all it reads it may learn from. */
    private static final class NothingHidden extends AbstractDataSplitter {
        @Override
        public void splitData() {
            trainMatrix = dataConvertor.getPreferenceMatrix();
            testMatrix = new SparseMatrix(
                    trainMatrix.numRows(), trainMatrix.numColumns(), HashBasedTable.<Integer, Integer, Double>create());
        }
    }
}
