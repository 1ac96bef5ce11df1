package io.cineai.usecase.read;

import io.cineai.movie.Term;
import io.cineai.movie.emotion.Arc;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the words of a request to those of a closed vocabulary; any other breaks a rule, which says the words that there are. */
final class Vocabulary {
    private Vocabulary() {}

    /** Empty where nothing was asked for. */
    static <T extends Enum<T> & Term> Optional<T> term(String field, Class<T> vocabulary, @Nullable String word) {
        if (word == null) return Optional.empty();
        Optional<T> term = Term.of(vocabulary, word);
        if (term.isEmpty()) throw unknown(field, ids(vocabulary), word);
        return term;
    }

    static <T extends Enum<T> & Term> @Nullable String id(String field, Class<T> vocabulary, @Nullable String word) {
        return term(field, vocabulary, word).map(Term::id).orElse(null);
    }

    /** The app's word for an arc, by ours or its own. */
    static @Nullable String pattern(String field, @Nullable String word) {
        if (word == null) return null;
        return Arrays.stream(Arc.values())
                .filter(arc -> arc.id().equals(word)
                        || arc.pattern().filter(word::equals).isPresent())
                .flatMap(arc -> arc.pattern().stream())
                .findFirst()
                .orElseThrow(() -> unknown(
                        field,
                        Arrays.stream(Arc.values())
                                .filter(arc -> arc.pattern().isPresent())
                                .map(Term::id),
                        word));
    }

    private static <T extends Enum<T> & Term> Stream<String> ids(Class<T> vocabulary) {
        return Arrays.stream(vocabulary.getEnumConstants()).map(Term::id);
    }

    private static IllegalArgumentException unknown(String field, Stream<String> ids, String word) {
        return new IllegalArgumentException(
                field + " must be one of " + ids.collect(Collectors.joining(", ")) + ": " + word);
    }
}
