package io.cineai.functions.local.console;

import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The packaged {@code local} with its sample data and a browser on it: one for all tests, ended after the last. */
final class Site implements AutoCloseable {
    private static final String CARDS = "#films .card[data-film]";

    private final Path folder;
    private final int postgresPort = FunctionProcess.freePort();
    private final PosterHost posters;
    private final FunctionProcess local;
    private final Browser browser;

    private Site() throws IOException {
        folder = Files.createTempDirectory("cineai-console");
        posters = PosterHost.start(folder);
        local = FunctionProcess.start(Map.of(
                        "CINEAI_LOCAL_DATA_DIR", folder.resolve("data").toString(),
                        "CINEAI_LOCAL_POSTGRES_PORT", String.valueOf(postgresPort),
                        "CINEAI_CONSOLE_POSTER_HOSTS", PosterHost.NAME))
                .awaitReady();
        browser = new Browser("http://localhost:" + local.port(), posters);
    }

    Browser browser() {
        return browser;
    }

    FunctionProcess local() {
        return local;
    }

    Session database() throws SQLException {
        return Session.open("jdbc:postgresql://localhost:" + postgresPort + "/postgres", "postgres", "postgres");
    }

    /** Signs in as one of the sample people, by what a person does; their list is there then. */
    Browser as(int person, Rights rights) {
        browser.open("/console/");
        browser.js("sessionStorage.clear()");
        browser.open("/console/");
        browser.awaitAtLeast(person + 1, ".people button");
        if (rights == Rights.OPERATOR) browser.click("#as-operator");
        browser.click(".people li:nth-child(" + (person + 1) + ") button");
        browser.awaitAtLeast(10, CARDS);
        return browser;
    }

    enum Rights {
        ORDINARY,
        OPERATOR
    }

    @Override
    public void close() throws IOException {
        browser.close();
        local.close();
        posters.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    /** Hands the one site to tests; skips them where there is no browser. */
    static final class Visited implements ExecutionCondition, ParameterResolver {
        private static final ExtensionContext.Namespace ALL = ExtensionContext.Namespace.create(Site.class);

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Chromedriver.isInstalled()
                    ? ConditionEvaluationResult.enabled("there is a browser")
                    : ConditionEvaluationResult.disabled("chromium and chromedriver are not installed here");
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Site.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ALL)
                    .getOrComputeIfAbsent(Site.class, key -> new Closing(open()), Closing.class)
                    .site();
        }

        private static Site open() {
            try {
                return new Site();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private record Closing(Site site) implements ExtensionContext.Store.CloseableResource {
            @Override
            public void close() throws IOException {
                site.close();
            }
        }
    }
}
