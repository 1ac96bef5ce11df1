package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.functions.console.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scheduler of {@code deploy/compose}: what is due when, and how it calls. */
class ComposeSchedulerTest {
    private static final String RUN = "compose/scheduler/run.sh";
    private static final Manifest MANIFEST = Manifest.read();

    /** Where it notes what it waits for. */
    @TempDir
    private Path notes;

    @BeforeAll
    static void theCrontabHasTheTicksOfTheManifest() throws IOException {
        Rendered.mustBe(Compose.FOLDER.resolve("scheduler/crontab"), new Compose(MANIFEST).crontab());
    }

    /** Minute, hour, day, month and weekday, without leading zeros; and whose turn it is then. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 9 30 11 1   | ",
                "7 13 30 11 1  | recommendation-job",
                "10 0 1 1 4    | queue-drain monitor",
                "17 4 29 11 0  | evaluation",
                "17 4 30 11 1  | ",
                "17 3 30 11 1  | storyline-embedding",
                "23 3 30 11 1  | similarity-training",
                "41 3 8 9 2    | retention",
                "37 23 31 12 4 | edge-export",
                "45 8 30 11 1  | queue-drain style-analysis thematic-analysis emotional-analysis list-opinions query-cache-warmup monitor",
                "0 2 30 11 1   | queue-drain style-analysis style-analysis thematic-analysis thematic-analysis emotional-analysis emotional-analysis list-opinions query-cache-warmup monitor",
            })
    void whatIsDueIsDueThenAndThenAlone(String when, String functions) throws Exception {
        Shell due = Shell.run(
                settings(""),
                RUN,
                Stream.concat(Stream.of("due"), Stream.of(when.trim().split(" ", -1)))
                        .toArray(String[]::new));

        assertEquals(0, due.status(), due.output());
        assertEquals(
                functions == null ? "" : functions,
                String.join(
                        " ",
                        due.output()
                                .lines()
                                .map(line -> line.replaceFirst(" .*", ""))
                                .toList()));
    }

    @Test
    void aListAndARangeAreUnderstood() throws Exception {
        Path crontab = notes.resolve("crontab");
        Files.writeString(crontab, "# nothing\n\n5,20-22 */6 * * 1-5 monitor 10 {}\n");
        Map<String, String> settings = Map.of("CINEAI_CRONTAB", crontab.toString());

        assertEquals(
                "monitor 10 {}\n",
                Shell.run(settings, RUN, "due", "21", "12", "1", "1", "5").output());
        assertEquals(
                "monitor 10 {}\n",
                Shell.run(settings, RUN, "due", "5", "0", "1", "1", "1").output());
        assertEquals(
                "", Shell.run(settings, RUN, "due", "21", "13", "1", "1", "5").output());
        assertEquals(
                "", Shell.run(settings, RUN, "due", "23", "12", "1", "1", "5").output());
        assertEquals(
                "", Shell.run(settings, RUN, "due", "21", "12", "1", "1", "6").output());
    }

    /** It takes all five fields to fit, where cron takes either of two days; and steps it counts from 0. */
    @Test
    void theManifestAsksForNothingThatItWouldMisread() {
        MANIFEST.functions().forEach((name, function) -> function.ticks().forEach(tick -> {
            List<String> fields = List.of(tick.schedule().split(" ", -1));
            assertEquals(5, fields.size(), name);
            for (String field : fields) assertTrue(field.matches("\\*(/\\d+)?|\\d+(-\\d+)?(,\\d+(-\\d+)?)*"), name);
            assertTrue(fields.get(2).equals("*") || fields.get(4).equals("*"), name);
            assertFalse(fields.get(2).contains("/") || fields.get(3).contains("/"), name);
        }));
    }

    @Test
    void aCallHasThePayloadAndTheBearer() throws Exception {
        Shell.needs("wget", "flock");
        try (AnsweringFunction function = new AnsweringFunction()) {
            Shell call = Shell.run(
                    settings(function.url()), RUN, "invoke", "queue-drain", "{\"deadlineSeconds\":240}", "300");

            assertEquals(0, call.status(), call.output());
            assertTrue(call.output().contains("\"runId\""), call.output());
            assertEquals(List.of("POST /queue-drain application/json {\"deadlineSeconds\":240}"), function.invocations);
        }
    }

    @Test
    void aCallThatFailsIsSaidWithoutTheSecret() throws Exception {
        Shell.needs("wget", "flock");
        try (AnsweringFunction function = new AnsweringFunction().but("POST /monitor", 500)) {
            Shell call = Shell.run(settings(function.url()), RUN, "invoke", "monitor");

            assertEquals(1, call.status(), call.output());
            assertTrue(call.output().contains("monitor has failed"), call.output());
            assertFalse(call.output().contains(AnsweringFunction.SECRET), call.output());
        }
    }

    @Test
    void aCallIsLeftOutWhileTheOneBeforeIsStillWaitedFor() throws Exception {
        Shell.needs("wget", "flock", "cksum");
        try (AnsweringFunction function = new AnsweringFunction().slow()) {
            Process first = Shell.start(settings(function.url()), RUN, "invoke", "monitor", "{\"n\":1}");
            function.awaitSlow();

            Shell second = Shell.run(settings(function.url()), RUN, "invoke", "monitor", "{\"n\":1}");

            assertEquals("monitor is still at it: {\"n\":1}\n", second.output());
            function.goOn();
            assertEquals(0, first.waitFor());
            assertEquals(1, function.invocations.size());
            assertEquals(
                    0,
                    Shell.run(settings(function.url()), RUN, "invoke", "monitor", "{\"n\":1}")
                            .status());
            assertEquals(2, function.invocations.size());
        }
    }

    private Map<String, String> settings(String url) {
        return Map.of(
                "CINEAI_CRONTAB",
                "compose/scheduler/crontab",
                "CINEAI_FUNCTIONS_URL",
                url,
                "CINEAI_SCHEDULER_SECRET",
                AnsweringFunction.SECRET,
                "TMPDIR",
                notes.toString());
    }
}
