package io.cineai.recommend;

import io.cineai.recommend.reason.WordingCheck;
import org.jspecify.annotations.Nullable;

/**
 * Where a language model had a hand in a place of a list; what it did is never hidden.
 *
 * @param reranked its order was heard when this film got its place
 * @param words its sentence, which stood the {@link WordingCheck}; null where the text is the template's
 */
public record Remark(boolean reranked, @Nullable String words) {
    public static final Remark NONE = new Remark(false, null);
}
