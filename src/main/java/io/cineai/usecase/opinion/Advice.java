package io.cineai.usecase.opinion;

import io.cineai.recommend.Opinion;
import io.cineai.store.opinion.KnownOpinion;
import io.cineai.store.opinion.KnownOpinion.Held;
import java.util.Optional;

/**
 * What a model has to do with one list.
 *
 * @param sought whether it is a list that wants an opinion
 * @param known what is known of the user
 */
public record Advice(boolean sought, Optional<KnownOpinion> known) {
    /** Nothing. */
    public static final Advice NONE = new Advice(false, Optional.empty());

    public Opinion opinion() {
        return known.flatMap(KnownOpinion::opinion).map(Held::opinion).orElse(Opinion.NONE);
    }

    /** Part of what a list is made from: another opinion is another list. Empty where there is none. */
    public String mark() {
        return known.flatMap(KnownOpinion::opinion)
                .map(it -> "/o" + it.answeredAt())
                .orElse("");
    }
}
