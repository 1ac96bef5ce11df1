package io.cineai.usecase;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.ingest.BadSourceException;
import io.cineai.ingest.SampleAudience;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.ingest.SampleUser;
import io.cineai.store.catalogue.CatalogueStore;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import io.cineai.usecase.ImportCatalogue.Imported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCatalogueTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.SUPERUSER);
    private final ImportCatalogue catalogue =
            new ImportCatalogue(pool.store(CatalogueStore.class), Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<String> progress = new ArrayList<>();
    private Session session;

    @TempDir
    Path folder;

    @BeforeEach
    void connect() throws Exception {
        session = database.connect();
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        pool.close();
    }

    @Test
    void theSampleIsBroughtInOnce() throws Exception {
        List<SampleUser> audience = SampleAudience.DEFAULT.of(SampleCatalogue.films(), NOW);
        assertTrue(now(catalogue.isNeeded()));

        Imported imported = now(catalogue.sample());

        assertFalse(now(catalogue.isNeeded()));
        assertEquals(300, imported.films());
        assertEquals(audience.size(), imported.users());
        assertEquals(
                audience.stream().mapToLong(user -> user.signals().size()).sum(),
                session.count("select count(*) from cineai.rec_signals"));
        assertTrue(now(catalogue.sample()).isNothing());
    }

    @Test
    void aFolderIsBroughtInOnceWithItsHalfStarsAndTimes() throws Exception {
        file("movies.csv", "movieId,title,genres\n1,\"Matrix, The (1999)\",Action|Sci-Fi\n7,Paterson,Drama\n");
        file("links.csv", "movieId,imdbId,tmdbId\n1,0133093,603\n7,5247022,603\n");
        file("ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.5,946684800\n1,7,0.5,946684801\n2,1,3,946684802\n");

        assertEquals(new Imported(2, 2, 3), now(catalogue.movieLens(folder, progress::add)));
        assertTrue(now(catalogue.movieLens(folder, progress::add)).isNothing());

        assertEquals(
                List.of(
                        "The Matrix rating 4.5 946684800",
                        "Paterson rating 0.5 946684801",
                        "The Matrix rating 3.0 946684802"),
                session.rows("select f.title, s.kind, s.value, extract(epoch from s.at)::int from cineai.rec_signals s"
                        + " join cineai.rec_films f on f.id = s.movie_id order by s.at"));
        assertEquals("2 films new or changed", progress.get(0));
        assertEquals("3 ratings read, that is all", progress.get(1));
    }

    @Test
    void whatWasReadBeforeABadLineStaysAndTheLineIsNamed() throws Exception {
        file("movies.csv", "movieId,title,genres\n1,\"Matrix, The (1999)\",Action|Sci-Fi\n");
        file("ratings.csv", "userId,movieId,rating,timestamp\n1,1,11,946684800\n");

        BadSourceException bad =
                assertThrows(BadSourceException.class, () -> now(catalogue.movieLens(folder, progress::add)));

        assertTrue(bad.getMessage().contains("ratings.csv"), bad.getMessage());
        assertEquals(1, session.count("select count(*) from public.movies"));
        assertEquals(0, session.count("select count(*) from public.ratings"));
    }

    private void file(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }
}
