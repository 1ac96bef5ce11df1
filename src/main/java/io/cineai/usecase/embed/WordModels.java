package io.cineai.usecase.embed;

import io.cineai.embed.EmbedConfig;
import io.cineai.embed.local.LocalEmbedder;
import io.cineai.embed.local.WordCounts;
import io.cineai.store.embedding.EmbeddingWorkStore;
import io.cineai.store.embedding.Space;
import io.cineai.store.embedding.WordModel;
import io.cineai.store.film.FilmStore;
import io.cineai.store.orm.VectorStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * How rare words are changes with every film, and with it would every vector. So it is learned from the whole catalogue, frozen under a name
 * with a number, and learned anew when the catalogue has grown by a quarter, or lost half: until then a new film is one new vector. In a
 * catalogue that grows from nothing to n films each film is so embedded some five times on average, however long that takes, and between two
 * learnings the weight of a word is off by no more than ln(1.25) of some 5.
 */
@ApplicationScoped
class WordModels {
    private static final String PROVIDER = "local";
    private static final String NAMES_BEGIN = PROVIDER + "/words-" + LocalEmbedder.VERSION + ".";
    private static final double GROWN = 1.25;
    private static final double SHRUNK = 0.5;

    private final EmbeddingWorkStore work;
    private final VectorStore vectors;
    private final FilmStore films;
    private final EmbedConfig config;

    WordModels(EmbeddingWorkStore work, VectorStore vectors, FilmStore films, EmbedConfig config) {
        this.work = work;
        this.vectors = vectors;
        this.films = films;
        this.config = config;
    }

    /** @param learns false: where a model would be learned, one of the next name that is written nowhere */
    Uni<Way> way(boolean learns) {
        return newest().chain(newest -> work.films().chain(count -> newest.filter(it -> fits(it, count))
                        .map(it -> Uni.createFrom().item(it))
                        .orElseGet(() ->
                                learns ? learned(newest) : Uni.createFrom().item(empty(newest)))))
                .map(this::wayOf);
    }

    private static boolean fits(WordModel model, long films) {
        return films < model.films() * GROWN && films >= model.films() * SHRUNK || films == model.films();
    }

    private Uni<WordModel> learned(Optional<WordModel> before) {
        return films.pages()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .collect()
                .in(WordCounts.Counting::new, WordCounts.Counting::add)
                .map(WordCounts.Counting::done)
                .chain(counts -> work.register(new WordModel(next(before), counts.films(), counts.filmsWith())))
                // Of two that learned at the same time one was first.
                .chain(this::newest)
                .map(Optional::orElseThrow);
    }

    private WordModel empty(Optional<WordModel> before) {
        return new WordModel(next(before), 0, new int[WordCounts.PLACES]);
    }

    private Uni<Optional<WordModel>> newest() {
        return work.newestWords(NAMES_BEGIN, dimensions());
    }

    private Space next(Optional<WordModel> before) {
        int number = before.map(it -> it.space().name().substring(NAMES_BEGIN.length()))
                .map(rest -> Integer.parseInt(rest.substring(0, rest.indexOf('/'))))
                .orElse(0);
        return Space.of(PROVIDER, "words-" + LocalEmbedder.VERSION + "." + (number + 1), dimensions());
    }

    private int dimensions() {
        return config.dimensions().orElse(LocalEmbedder.DIMENSIONS);
    }

    private Way wayOf(WordModel model) {
        WordCounts counts = new WordCounts(model.films(), model.wordFilms());
        return new ByWords(
                model.space(), new LocalEmbedder(counts, model.space().dimensions()), vectors);
    }
}
