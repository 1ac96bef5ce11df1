package io.cineai.usecase.opinion;

import io.cineai.recommend.Opinion;
import io.cineai.store.embedding.Space;
import io.cineai.store.opinion.KnownOpinion;
import io.cineai.store.opinion.KnownOpinion.Held;
import java.util.Optional;

/**
 * What a model has to do with one list.
 *
 * @param sought whether it is a list that wants an opinion
 * @param known what is known of the user
 * @param space of the vectors by which films near to the user's taste are found; empty where no film has any
 */
public record Advice(boolean sought, Optional<KnownOpinion> known, Optional<Space> space) {
    /** Nothing. */
    public static final Advice NONE = new Advice(false, Optional.empty(), Optional.empty());

    public Opinion opinion() {
        return known.flatMap(KnownOpinion::opinion).map(Held::opinion).orElse(Opinion.NONE);
    }

    /** Part of what a list is made from: another opinion is another list, and so are other vectors. Empty where there is none. */
    public String mark() {
        return space.map(it -> "/n" + it.name()).orElse("")
                + known.flatMap(KnownOpinion::opinion)
                        .map(it -> "/o" + it.answeredAt())
                        .orElse("");
    }
}
