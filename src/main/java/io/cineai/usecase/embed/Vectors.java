package io.cineai.usecase.embed;

import io.cineai.store.embedding.WantedStoryline;
import io.cineai.store.orm.VectorStore.NewVector;
import java.util.List;
import java.util.stream.IntStream;

/** Films with the vectors that were found for them, as they are written. */
final class Vectors {
    private Vectors() {}

    static List<NewVector> of(List<WantedStoryline> films, List<float[]> values) {
        return IntStream.range(0, films.size())
                .mapToObj(k -> new NewVector(
                        films.get(k).film().id().value(),
                        values.get(k),
                        films.get(k).inputHash()))
                .toList();
    }
}
