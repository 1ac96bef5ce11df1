package io.cineai.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NameBasedIdTest {

    /** RFC 9562, appendix A.4. */
    @Test
    void theExampleOfTheStandard() {
        NameBasedId dns = new NameBasedId(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));

        assertEquals(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"), dns.of("www.example.com"));
    }

    /** Databases hold these ids: if this test fails, undo the change. */
    @Test
    void theIdsOfReleasedDataNeverChange() {
        assertEquals(
                "cd71d402-46f3-5869-aa29-f6d706d8a5bd",
                MovieLensFolder.movieId(1).toString());
        assertEquals(
                "2fd7ae16-2d7b-5b9a-bb1a-ca1f2e64b525",
                MovieLensFolder.userId(1).toString());
        assertEquals(
                "70bd9d67-c6c5-541c-b798-84ab98c6be67",
                SampleCatalogue.movieId("Heat", 1995).toString());
    }
}
