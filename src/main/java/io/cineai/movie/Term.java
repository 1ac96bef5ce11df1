package io.cineai.movie;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A word of a closed vocabulary: what an analysis may say, what columns hold, what people ask for. Every vocabulary is an enum; its
 * constants are the ids in lower case, which are stored and must not change.
 */
public interface Term {
    /** As the enum has it. */
    String name();

    /** One line for people and models. */
    String meaning();

    default String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word with this id; empty where the vocabulary has none. */
    static <T extends Enum<T> & Term> Optional<T> of(Class<T> vocabulary, String id) {
        return Arrays.stream(vocabulary.getEnumConstants())
                .filter(term -> term.id().equals(id))
                .findFirst();
    }
}
