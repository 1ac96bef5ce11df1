package io.cineai.functions.recommendations.benchmark;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.functions.recommendations.TestKeys;
import io.cineai.functions.recommendations.benchmark.Rounds.Cost;
import io.cineai.functions.recommendations.benchmark.Servers.Server;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a search among ten thousand films costs: one that nobody asked before, one after the other; and one that many
 * ask, beside a list read in the same run.
 */
class SearchBenchmark {
    private static final int FILMS = Integer.getInteger("cineai.search.films", 10_000);
    private static final int ROUNDS = Integer.getInteger("cineai.search.rounds", 7);
    private static final int REQUESTS = Integer.getInteger("cineai.search.requests", 5_000);
    private static final int NEW = Integer.getInteger("cineai.search.new", 3_000);

    private static final String SEARCH = "search, asked before";
    private static final String LIST = "list";

    @Test
    void aSearchIsAnsweredAtOnce(@TempDir Path logs) throws Exception {
        TestPostgres database = TestPostgres.fresh();
        List<String> texts;
        List<Reader> readers;
        try (Session session = database.connect()) {
            Searches.fill(session, FILMS);
            SampleFeeds.fill(session, 1_000);
            texts = Searches.texts(session, NEW);
            readers = Reader.of(session, 1_000, TestKeys::tokenOf);
            System.out.println("films: " + session.one("select count(*) from public.movies"));
        }
        Meter meter = new Meter(database.postmaster(), REQUESTS);
        Rounds rounds = new Rounds();
        double p95;

        try (Server ours = new Servers(logs, database).ours(TestKeys.environment())) {
            long begin = System.nanoTime();
            awaitFilms(ours, Searches.request("films", readers.get(0).token()));
            System.out.printf("until the films are read: %d ms%n", (System.nanoTime() - begin) / 1_000_000);

            p95 = ofNew(ours, texts, readers);

            List<byte[]> again = new ArrayList<>();
            for (Reader reader : readers)
                for (String text : texts.subList(0, 20)) again.add(Searches.request(text, reader.token()));
            rounds.add(LIST, meter.over(ours, new Load(ours.port(), readers, Reader::asks, 200)));
            rounds.add(SEARCH, meter.over(ours, new Load(ours.port(), again, 200)));
            rounds.run(ROUNDS);
        }

        double beside = rounds.ratio(SEARCH, LIST, Cost::sum);
        System.out.printf("a search that was asked before beside a list: %.2f of the CPU%n", beside);
        assertAll(
                () -> assertTrue(p95 <= 25, () -> "ms, 95th percentile of a new search: " + p95),
                () -> assertTrue(
                        beside <= 1, () -> "a search that was asked before costs more than a list: " + beside));
    }

    /** A search that would wait too long is told to come again. */
    private static void awaitFilms(Server ours, byte[] request) {
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            try (Wire wire = new Wire(ours.port())) {
                return wire.exchange(request, 200) > 0;
            }
        });
    }

    /** Each text once, after a warm-up of others. */
    private static double ofNew(Server ours, List<String> texts, List<Reader> readers) throws Exception {
        int half = texts.size() / 2;
        ask(ours, texts.subList(0, half), readers);
        long[] latencies = ask(ours, texts.subList(half, texts.size()), readers);
        Arrays.sort(latencies);
        double p95 = latencies[(int) (0.95 * latencies.length)] / 1e6;
        System.out.printf(
                "a new search, ms: median %.1f, 95 %% %.1f, 99 %% %.1f%n",
                latencies[latencies.length / 2] / 1e6, p95, latencies[(int) (0.99 * latencies.length)] / 1e6);
        return p95;
    }

    /** One after the other. */
    private static long[] ask(Server ours, List<String> texts, List<Reader> readers) throws Exception {
        long[] latencies = new long[texts.size()];
        try (Wire wire = new Wire(ours.port())) {
            for (int k = 0; k < latencies.length; k++) {
                byte[] request = Searches.request(
                        texts.get(k), readers.get(k % readers.size()).token());
                long begin = System.nanoTime();
                wire.exchange(request, 200);
                latencies[k] = System.nanoTime() - begin;
            }
        }
        return latencies;
    }
}
