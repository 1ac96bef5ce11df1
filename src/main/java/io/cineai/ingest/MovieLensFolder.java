package io.cineai.ingest;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.taste.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A MovieLens data set: {@code movies.csv}, {@code ratings.csv}, and where they are there {@code tags.csv} and {@code links.csv}.
 * Ids are the same on every reading. Source of the format: GroupLens; Harper and Konstan, 2015.
 */
public record MovieLensFolder(Path folder) {

    /** Seconds: the end of the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    public static MovieId movieId(int movieLensId) {
        return new MovieId(NameBasedId.OURS.of("movielens:movie:" + movieLensId));
    }

    public static UserId userId(int movieLensId) {
        return new UserId(NameBasedId.OURS.of("movielens:user:" + movieLensId));
    }

    /** All films, in the order of the file, with tags as keywords; no overview, people, runtime or poster. */
    public List<SourceFilm> films() {
        MovieLensTags tags = tags();
        Map<Integer, SourceLink> links = links();
        Set<Integer> seen = new HashSet<>();
        try (Stream<CsvLine> lines = movies()) {
            return lines.map(line -> film(line, seen, tags, links)).toList();
        }
    }

    /** All ratings in the order of the file, in lists of this size, read as they are asked for; close the stream. */
    public Stream<List<SourceRating>> ratings(int batchSize) {
        Batches batches = new Batches(batchSize);
        Ratings ratings = new Ratings(knownFilms());
        return batches.of(CsvTable.lines(folder.resolve("ratings.csv"), "userId", "movieId", "rating", "timestamp")
                .map(ratings::rating));
    }

    private Stream<CsvLine> movies() {
        return CsvTable.lines(folder.resolve("movies.csv"), "movieId", "title", "genres");
    }

    private Map<Integer, MovieId> knownFilms() {
        Map<Integer, MovieId> films = new HashMap<>();
        try (Stream<CsvLine> lines = movies()) {
            lines.mapToInt(line -> line.integer("movieId", 1)).forEach(id -> films.put(id, movieId(id)));
        }
        return films;
    }

    private static SourceFilm film(
            CsvLine line, Set<Integer> seen, MovieLensTags tags, Map<Integer, SourceLink> links) {
        int id = line.integer("movieId", 1);
        if (!seen.add(id)) throw line.bad("movieId", "must not appear twice", line.text("movieId"));
        CatalogueTitle title = CatalogueTitle.parse(line.required("title"));
        List<String> genres = line.list("genres").stream()
                .filter(genre -> !genre.equals("(no genres listed)"))
                .toList();
        Movie movie = new Movie(
                movieId(id), title.title(), title.year(), genres, List.of(), List.of(), tags.of(id), 0, "", "");
        SourceLink link = links.getOrDefault(id, SourceLink.NONE);
        return new SourceFilm(movie, id, link.imdbId(), link.tmdbId());
    }

    private MovieLensTags tags() {
        MovieLensTags tags = new MovieLensTags();
        try (Stream<CsvLine> lines = optional("tags.csv", "userId", "movieId", "tag", "timestamp")) {
            tags.count(lines);
        }
        return tags;
    }

    private Map<Integer, SourceLink> links() {
        Map<Integer, SourceLink> links = new HashMap<>();
        try (Stream<CsvLine> lines = optional("links.csv", "movieId", "imdbId", "tmdbId")) {
            lines.forEach(line -> links.put(line.integer("movieId", 1), SourceLink.of(line)));
        }
        return links;
    }

    private Stream<CsvLine> optional(String file, String... header) {
        Path path = folder.resolve(file);
        return Files.exists(path) ? CsvTable.lines(path, header) : Stream.empty();
    }

    private record SourceLink(Optional<String> imdbId, OptionalInt tmdbId) {
        static final SourceLink NONE = new SourceLink(Optional.empty(), OptionalInt.empty());

        static SourceLink of(CsvLine line) {
            Optional<String> imdb = line.text("imdbId").isEmpty()
                    ? Optional.empty()
                    : Optional.of("tt%07d".formatted(line.integer("imdbId", 1)));
            OptionalInt tmdb =
                    line.text("tmdbId").isEmpty() ? OptionalInt.empty() : OptionalInt.of(line.integer("tmdbId", 1));
            return new SourceLink(imdb, tmdb);
        }
    }

    /** Turns lines into ratings; remembers the last user, since a user's ratings stand together. */
    private static final class Ratings {
        private final Map<Integer, MovieId> films;
        private int lastNumber;
        private UserId lastUser = userId(0);

        Ratings(Map<Integer, MovieId> films) {
            this.films = films;
        }

        SourceRating rating(CsvLine line) {
            int number = line.integer("userId", 1);
            if (number != lastNumber) lastUser = userId(number);
            lastNumber = number;
            MovieId film = films.get(line.integer("movieId", 1));
            if (film == null) throw line.bad("movieId", "must be in movies.csv", line.text("movieId"));
            Instant at = Instant.ofEpochSecond(line.whole("timestamp", 0, LATEST));
            return new SourceRating(lastUser, "movielens-" + number + "@example.invalid", film, stars(line), at);
        }

        private static double stars(CsvLine line) {
            double stars = line.decimal("rating");
            if (stars >= 0.5 && stars <= 5 && stars * 2 == Math.rint(stars * 2)) return stars;
            throw line.bad("rating", "must be in [0.5, 5] in half steps", line.text("rating"));
        }
    }
}
