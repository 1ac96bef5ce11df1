package io.cineai.usecase.opinion;

import io.cineai.movie.MovieId;
import io.cineai.opinion.Brief;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.NearFilms;
import io.cineai.recommend.Recommended;
import io.cineai.store.embedding.EmbeddingStore;
import io.cineai.store.embedding.Near;
import io.cineai.store.opinion.KnownOpinion;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Opinions of lists of users of whom little is known, where that is switched on; where it is not, no statement is run for it. */
@ApplicationScoped
public class SecondOpinions {
    /** Films near to a taste that join those who compete for a list that a model is to judge. */
    private static final int SHORTLIST = 200;

    private final OpinionStore opinions;
    private final EmbeddingStore embeddings;
    private final OpinionConfig config;

    SecondOpinions(OpinionStore opinions, EmbeddingStore embeddings, OpinionConfig config) {
        this.opinions = opinions;
        this.embeddings = embeddings;
        this.config = config;
    }

    /** What is known of these users. */
    public Uni<Map<UserId, KnownOpinion>> of(Collection<UserId> users) {
        return config.enabled() ? opinions.of(users) : Uni.createFrom().item(Map.of());
    }

    /** Whether this list may hear a model: it gives reasons, and its user has said something, but little. */
    public Uni<Advice> advice(ListSettings settings, Optional<KnownOpinion> known, Supplier<TasteProfile> taste) {
        if (!config.enabled() || !settings.includeExplanations() || !isLittleKnown(taste.get()))
            return Uni.createFrom().item(Advice.NONE);
        return embeddings.space().map(space -> new Advice(true, known, space));
    }

    private boolean isLittleKnown(TasteProfile taste) {
        int said = taste.opinions().size();
        return said > 0 && said < config.fewerThan();
    }

    /** The films nearest to what was liked, by pgvector's index where there is one; none where the list is no model's to judge. */
    public Uni<NearFilms> near(Advice advice, TasteProfile taste) {
        if (advice.space().isEmpty()) return Uni.createFrom().item(NearFilms.NONE);
        List<Opinion> liked = taste.opinions().stream().filter(Opinion::liked).toList();
        return embeddings
                .of(liked.stream().map(Opinion::movie).toList())
                .chain(vectors -> vectors.isEmpty()
                        ? Uni.createFrom().item(NearFilms.NONE)
                        : embeddings
                                .nearest(mean(liked, vectors), SHORTLIST, taste.settled())
                                .chain(near -> embeddings.of(
                                        near.stream().map(Near::film).toList()))
                                .map(near -> new NearFilms(vectors, near)));
    }

    /** Each liked film weighs as it does in the score. */
    private static float[] mean(List<Opinion> liked, Map<MovieId, float[]> vectors) {
        float[] mean = new float[vectors.values().iterator().next().length];
        for (Opinion opinion : liked) {
            float[] vector = vectors.getOrDefault(opinion.movie(), new float[0]);
            for (int k = 0; k < vector.length; k++) mean[k] += (float) (opinion.weight() * vector[k]);
        }
        return mean;
    }

    /** Wants an opinion of this list, where one is sought and that is not the one which is known. */
    public Uni<Void> want(UserId user, Advice advice, Recommended plain, TasteProfile taste) {
        if (!advice.sought() || plain.films().isEmpty()) return Uni.createFrom().voidItem();
        return opinions.want(user, Brief.of(plain, taste), config.atMostEvery());
    }
}
