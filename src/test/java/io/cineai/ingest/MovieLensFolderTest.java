package io.cineai.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovieLensFolderTest {
    private static final String MOVIES = "movieId,title,genres\n";
    private static final String RATINGS = "userId,movieId,rating,timestamp\n";

    @TempDir
    Path folder;

    @BeforeEach
    void twoFilms() {
        write("movies.csv", MOVIES + "1,\"Matrix, The (1999)\",Action|Sci-Fi\n7,Paterson,(no genres listed)\n");
    }

    @Test
    void aFilmHasWhatTheFileSays() {
        Movie matrix = films().get(0).movie();

        assertEquals(MovieLensFolder.movieId(1), matrix.id());
        assertEquals("The Matrix", matrix.title());
        assertEquals(1999, matrix.year());
        assertEquals(List.of("Action", "Sci-Fi"), matrix.genres());
        assertEquals(List.of(), films().get(1).movie().genres());
    }

    @Test
    void withoutTagsAndLinksTheyAreUnknown() {
        assertEquals(List.of(), films().get(0).movie().keywords());
        assertEquals(Optional.empty(), films().get(0).imdbId());
        assertEquals(OptionalInt.empty(), films().get(0).tmdbId());
    }

    @Test
    void tagsBecomeKeywordsTheMostUsedFirst() {
        write(
                "tags.csv",
                "userId,movieId,tag,timestamp\n1,1,Philosophy,5\n2,1, CYBERPUNK ,6\n3,1,cyberpunk,7\n3,1,  ,7\n4,7,poetry,8\n");

        assertEquals(List.of("cyberpunk", "philosophy"), films().get(0).movie().keywords());
    }

    @Test
    void aFilmKeepsThirtyKeywordsAtMost() {
        StringBuilder tags = new StringBuilder("userId,movieId,tag,timestamp\n");
        for (int tag = 0; tag < 50; tag++) tags.append("1,1,tag ").append(tag).append(",5\n");
        write("tags.csv", tags.toString());

        assertEquals(30, films().get(0).movie().keywords().size());
    }

    @Test
    void linksGiveTheIdsOfOthers() {
        write("links.csv", "movieId,imdbId,tmdbId\n1,0133093,603\n7,5247022,\n");

        assertEquals(Optional.of("tt0133093"), films().get(0).imdbId());
        assertEquals(OptionalInt.of(603), films().get(0).tmdbId());
        assertEquals(Optional.of("tt5247022"), films().get(1).imdbId());
        assertEquals(OptionalInt.empty(), films().get(1).tmdbId());
    }

    @Test
    void ratingsComeInBatchesInTheOrderOfTheFile() {
        write("ratings.csv", RATINGS + "1,1,4.0,964982703\n1,7,0.5,964982704\n2,1,5,964982705\n");

        List<List<SourceRating>> batches = ratings(2);

        assertEquals(List.of(2, 1), batches.stream().map(List::size).toList());
        assertEquals(
                new SourceRating(
                        MovieLensFolder.userId(1),
                        "movielens-1@example.invalid",
                        MovieLensFolder.movieId(1),
                        4,
                        Instant.ofEpochSecond(964982703)),
                batches.get(0).get(0));
        assertEquals(MovieLensFolder.userId(2), batches.get(1).get(0).user());
    }

    @Test
    void nothingIsReadBeforeItIsAskedFor() {
        write("ratings.csv", RATINGS + "1,1,4.0,1\n1,7,4.0,2\nthis line is never reached\n");

        try (Stream<List<SourceRating>> batches = new MovieLensFolder(folder).ratings(1)) {
            Iterator<List<SourceRating>> one = batches.iterator();
            assertEquals(1, one.next().size());
        }
    }

    @Test
    void windowsLineEndsAByteOrderMarkAndEmptyLinesAreAccepted() {
        write("ratings.csv", "\uFEFF" + (RATINGS + "1,1,4.0,1\n\n\"1\",\"7\",\"4.5\",\"2\"\n").replace("\n", "\r\n"));

        assertEquals(2, ratings(10).get(0).size());
    }

    @Test
    void aFileWithOnlyItsHeaderIsNoRatings() {
        write("ratings.csv", RATINGS);

        assertEquals(List.of(), ratings(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1,1,6.0,5; ratings.csv, line 2, column rating: must be in [0.5, 5] in half steps: 6.0",
                "1,1,0,5; ratings.csv, line 2, column rating: must be in [0.5, 5] in half steps: 0",
                "1,1,3.3,5; ratings.csv, line 2, column rating: must be in [0.5, 5] in half steps: 3.3",
                "1,1,NaN,5; ratings.csv, line 2, column rating: must be in [0.5, 5] in half steps: NaN",
                "1,1,good,5; ratings.csv, line 2, column rating: must be a number: good",
                "1,1,,5; ratings.csv, line 2, column rating: must be a number: (empty)",
                "x,1,4,5; ratings.csv, line 2, column userId: must be a whole number: x",
                "0,1,4,5; ratings.csv, line 2, column userId: must be in [1, 2147483647]: 0",
                "1,99,4,5; ratings.csv, line 2, column movieId: must be in movies.csv: 99",
                "1,1,4,-5; ratings.csv, line 2, column timestamp: must be in [0, 253402300799]: -5",
                "1,1,4; ratings.csv, line 2: must have 4 fields (userId,movieId,rating,timestamp): 3",
                "1,1,4,5,6; ratings.csv, line 2: must have 4 fields (userId,movieId,rating,timestamp): 5",
            })
    void whatIsWrongWithARatingIsNamedWithItsPlace(String line, String message) {
        write("ratings.csv", RATINGS + line + "\n");

        assertEquals(
                message,
                assertThrows(BadSourceException.class, () -> ratings(10)).getMessage());
    }

    @Test
    void theLineIsThatOfTheFile() {
        write("ratings.csv", RATINGS + "1,1,4,5\n\n1,7,4,5\n1,1,9,5\n");

        String message =
                assertThrows(BadSourceException.class, () -> ratings(10)).getMessage();

        assertTrue(message.startsWith("ratings.csv, line 5, column rating"), message);
    }

    @Test
    void aMissingFileIsNamed() {
        String message =
                assertThrows(BadSourceException.class, () -> ratings(10)).getMessage();

        assertTrue(message.startsWith("ratings.csv: no such file in "), message);
    }

    @Test
    void anEmptyFileIsNoSource() {
        write("ratings.csv", "");

        assertEquals(
                "ratings.csv: is empty, header expected: userId,movieId,rating,timestamp",
                assertThrows(BadSourceException.class, () -> ratings(10)).getMessage());
    }

    @Test
    void aWrongHeaderIsShown() {
        write("movies.csv", "id,title,genres\n1,Heat (1995),Crime\n");

        assertEquals(
                "movies.csv, line 1: header must be movieId,title,genres: id,title,genres",
                assertThrows(BadSourceException.class, this::films).getMessage());
    }

    @Test
    void aFilmMayNotAppearTwice() {
        write("movies.csv", MOVIES + "1,Heat (1995),Crime\n1,Heat (1995),Crime\n");

        assertEquals(
                "movies.csv, line 3, column movieId: must not appear twice: 1",
                assertThrows(BadSourceException.class, this::films).getMessage());
    }

    @Test
    void aQuoteThatNeverEndsDoesNotPassSilently() {
        write("movies.csv", MOVIES + "1,\"Heat (1995),Crime\n2,Ronin (1998),Action\n");

        assertThrows(BadSourceException.class, this::films);
    }

    private List<SourceFilm> films() {
        return new MovieLensFolder(folder).films();
    }

    private List<List<SourceRating>> ratings(int batchSize) {
        try (Stream<List<SourceRating>> batches = new MovieLensFolder(folder).ratings(batchSize)) {
            return batches.toList();
        }
    }

    private void write(String file, String text) {
        try {
            Files.write(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
