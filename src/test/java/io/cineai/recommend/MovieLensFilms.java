package io.cineai.recommend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.analyze.local.LocalAnalyst;
import io.cineai.ingest.MovieLensFolder;
import io.cineai.ingest.SourceFilm;
import io.cineai.ingest.SourceRating;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Portrait;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import io.cineai.testkit.Portraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * ml-latest-small with people and texts from Wikipedia, analysed by the local rules. The data are not part of this project (GroupLens:
 * non-commercial; Wikipedia: CC BY-SA). A tag counts from the moment at which it was given: none of a test's future teaches.
 *
 * @param history every user's ratings, in the order of the file
 */
record MovieLensFilms(Map<UserId, List<Signal>> history, Map<MovieId, Movie> films, List<Tag> tags) {
    private static final Path MOVIELENS =
            Path.of(System.getProperty("cineai.movielens", "../../shared/data/ml-latest-small"));
    private static final Path TEXTS =
            Path.of(System.getProperty("cineai.filmtexts", "../../shared/data/wikipedia-movies/movies.jsonl"));

    private static final LocalAnalyst ANALYST = new LocalAnalyst();

    /** A user's word for a film. at: seconds. */
    record Tag(UserId user, MovieId film, String word, long at) {}

    /** Empty, with a word, where the data are not found. */
    static Optional<MovieLensFilms> find() {
        if (Files.isDirectory(MOVIELENS) && Files.exists(TEXTS)) return Optional.of(read());
        System.out.println("Skipped, no MovieLens at " + MOVIELENS + " or no texts at " + TEXTS
                + ": set -Dcineai.movielens=<folder> -Dcineai.filmtexts=<movies.jsonl>");
        return Optional.empty();
    }

    private static MovieLensFilms read() {
        MovieLensFolder folder = new MovieLensFolder(MOVIELENS);
        Map<UserId, List<Signal>> history = new LinkedHashMap<>();
        try (Stream<List<SourceRating>> batches = folder.ratings(1_000)) {
            batches.flatMap(List::stream)
                    .forEach(rating -> history.computeIfAbsent(rating.user(), user -> new ArrayList<>())
                            .add(rating.signal()));
        }
        Map<Integer, JsonNode> texts = texts();
        Map<MovieId, Movie> films = new LinkedHashMap<>();
        folder.films().parallelStream()
                .map(film -> analysed(film, Optional.ofNullable(texts.get(film.movieLensId()))))
                .toList()
                .forEach(film -> films.put(film.id(), film));
        return new MovieLensFilms(Collections.unmodifiableMap(history), Collections.unmodifiableMap(films), readTags());
    }

    private static Movie analysed(SourceFilm source, Optional<JsonNode> text) {
        Movie film = withoutTags(source.movie(), text);
        return text.isPresent() ? film.with(portraitOf(film)) : film;
    }

    private static Portrait portraitOf(Movie film) {
        return Portraits.of(ANALYST.themes(film), ANALYST.style(film), ANALYST.journey(film));
    }

    private static Movie withoutTags(Movie film, Optional<JsonNode> text) {
        List<String> cast = new ArrayList<>();
        text.ifPresent(it -> it.get("cast").forEach(person -> cast.add(person.textValue())));
        String overview = text.map(it -> it.path("extract").asText("")).orElse("");
        return new Movie(
                film.id(),
                film.title(),
                film.year(),
                film.genres(),
                List.of(),
                cast.stream().distinct().toList(),
                List.of(),
                0,
                overview,
                "");
    }

    /** The films as their texts and the tags of this time say: what users said after their cut (seconds) is left out. */
    Map<MovieId, Movie> before(Map<UserId, Long> cuts) {
        Map<MovieId, TreeSet<String>> words = new HashMap<>();
        for (Tag tag : tags)
            if (tag.at() < cuts.getOrDefault(tag.user(), Long.MAX_VALUE))
                words.computeIfAbsent(tag.film(), film -> new TreeSet<>()).add(tag.word());
        Map<MovieId, Movie> then = new LinkedHashMap<>();
        films.forEach((id, film) -> then.put(
                id,
                new Movie(
                        id,
                        film.title(),
                        film.year(),
                        film.genres(),
                        film.directors(),
                        film.cast(),
                        List.copyOf(words.getOrDefault(id, new TreeSet<>())),
                        film.runtime(),
                        film.overview(),
                        film.posterUrl(),
                        film.portrait())));
        return then;
    }

    private static Map<Integer, JsonNode> texts() {
        ObjectMapper json = new ObjectMapper();
        Map<Integer, JsonNode> texts = new HashMap<>();
        try {
            for (String line : Files.readAllLines(TEXTS)) {
                JsonNode film = json.readTree(line);
                texts.put(film.get("movieId").intValue(), film);
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return texts;
    }

    /** Lines of userId,movieId,tag,timestamp; a tag with a comma is in quotes. */
    private static List<Tag> readTags() {
        List<Tag> tags = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(MOVIELENS.resolve("tags.csv"));
            for (String line : lines.subList(1, lines.size())) {
                String[] ids = line.split(",", 3);
                int end = ids[2].lastIndexOf(',');
                tags.add(new Tag(
                        MovieLensFolder.userId(Integer.parseInt(ids[0])),
                        MovieLensFolder.movieId(Integer.parseInt(ids[1])),
                        ids[2].substring(0, end)
                                .replace("\"", "")
                                .toLowerCase(java.util.Locale.ROOT)
                                .strip(),
                        Long.parseLong(ids[2].substring(end + 1))));
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return tags;
    }
}
