package io.cineai.functions.local;

import static java.util.Map.entry;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cineai.functions.console.Manifest;
import io.cineai.usecase.ApplyRetention;
import io.cineai.usecase.DrainQueue;
import io.cineai.usecase.RefreshRecommendations;
import io.cineai.usecase.TrainSimilarity;
import io.cineai.usecase.analysis.AnalyzeFilms;
import io.cineai.usecase.coldstart.ColdStart;
import io.cineai.usecase.embed.EmbedStorylines;
import io.cineai.usecase.evaluation.EvaluateAlgorithms;
import io.cineai.usecase.export.ExportLists;
import io.cineai.usecase.monitor.MonitorServices;
import io.cineai.usecase.query.WarmQueries;
import io.cineai.usecase.wording.AskForOpinions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final Map<String, Class<?>> REQUESTS = Map.ofEntries(
            entry("recommendation-job", RefreshRecommendations.Request.class),
            entry("queue-drain", DrainQueue.Request.class),
            entry("similarity-training", TrainSimilarity.Request.class),
            entry("cold-start", ColdStart.Request.class),
            entry("retention", ApplyRetention.Request.class),
            entry("edge-export", ExportLists.Request.class),
            entry("evaluation", EvaluateAlgorithms.Request.class),
            entry("style-analysis", AnalyzeFilms.Request.class),
            entry("thematic-analysis", AnalyzeFilms.Request.class),
            entry("emotional-analysis", AnalyzeFilms.Request.class),
            entry("storyline-embedding", EmbedStorylines.Request.class),
            entry("list-opinions", AskForOpinions.Request.class),
            entry("query-cache-warmup", WarmQueries.Request.class),
            entry("monitor", MonitorServices.Request.class));

    private final Manifest manifest = Manifest.read();
    private final ObjectMapper strict = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    @Test
    void everyFunctionHasAModuleAndEveryModuleIsAFunction() throws IOException {
        assertThat(new TreeSet<>(manifest.functions().keySet()), equalTo(modules()));
    }

    @Test
    void everyJobsRequestIsKnownHere() {
        assertThat(jobs().map(Map.Entry::getKey).collect(Collectors.toSet()), equalTo(REQUESTS.keySet()));
    }

    @Test
    void everyPayloadAndExampleFitsItsFunction() throws IOException {
        for (Map.Entry<String, Manifest.Entry> job : jobs().toList()) {
            for (Manifest.Tick tick : job.getValue().ticks())
                if (tick.payload() != null) read(job.getKey(), tick.payload());
            for (JsonNode example : job.getValue().examples()) read(job.getKey(), example);
        }
    }

    @Test
    void examplesOfWhatIsReadArePaths() {
        manifest.functions().values().stream()
                .filter(entry -> entry.kind().equals("http"))
                .flatMap(entry -> entry.examples().stream())
                .forEach(example -> assertThat(example.asText(), startsWith("GET /")));
    }

    @Test
    void everyEntryIsComplete() {
        manifest.functions().forEach((name, entry) -> {
            assertThat(name, entry.does(), is(not("")));
            assertThat(name, entry.kind(), is(oneOf("job", "http")));
            String itsOwn = name.equals("recommendations") ? "cineai_reader" : "cineai_" + name.replace('-', '_');
            assertThat(name, entry.role(), is(itsOwn));
            assertThat(name, entry.timeout(), greaterThan(0));
            assertThat(name, entry.memory(), greaterThan(0));
            assertThat(name, entry.concurrency(), greaterThan(0));
            assertThat(name, entry.examples(), is(not(empty())));
        });
    }

    private Stream<Map.Entry<String, Manifest.Entry>> jobs() {
        return manifest.functions().entrySet().stream()
                .filter(entry -> entry.getValue().kind().equals("job"));
    }

    private void read(String function, JsonNode payload) throws IOException {
        assertThat(function, payload.isObject(), is(true));
        strict.readerFor(REQUESTS.get(function)).readValue(payload.toString());
    }

    private static Set<String> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals("local"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
