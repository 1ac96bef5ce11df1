package io.cineai.functions.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.cineai.function.Caller;
import io.cineai.function.Problem;
import io.cineai.functions.console.FunctionCalls.Answer;
import io.cineai.usecase.console.ShowOperations;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The functions of the manifest: what they are, how their runs went, and one more run. */
@ApplicationScoped
class Functions {
    private static final Logger LOG = Logger.getLogger(Functions.class);

    /** What a function that ends at its own deadline needs to say so. */
    private static final Duration MORE = Duration.ofSeconds(10);

    private final ShowOperations operations;
    private final FunctionCalls calls;
    private final Map<String, Manifest.Entry> manifest = Manifest.read().functions();
    private final Map<String, Duration> jobs = manifest.entrySet().stream()
            .filter(it -> it.getValue().kind().equals("job"))
            .collect(Collectors.toMap(Map.Entry::getKey, it -> patience(it.getValue())));

    Functions(ShowOperations operations, FunctionCalls calls) {
        this.operations = operations;
        this.calls = calls;
    }

    /** All of them, with their latest runs. */
    Uni<String> list() {
        return operations.runs(jobs).map(this::list);
    }

    /** Hands a payload to a function, and on what it says. */
    void run(RoutingContext http, Caller caller) {
        String name = http.pathParam("name");
        Duration patience = jobs.get(name);
        if (patience == null || !calls.arePossible()) {
            Problem.ofStatus(404).answer(http);
            return;
        }
        Buffer payload = payload(http);
        if (payload == null) {
            Problem.badInput(null, "the payload must be a JSON object").answer(http);
            return;
        }
        LOG.infof("%s is run by %s", name, caller.user());
        calls.call(name, patience.plus(MORE), payload)
                .invoke(answer -> handOn(http, answer))
                .onFailure(NoAnswer.class)
                .invoke(why -> why.problem().answer(http))
                .onFailure(NoAnswer.class)
                .recoverWithNull()
                .subscribe()
                .with(done -> {}, http::fail);
    }

    private static void handOn(RoutingContext http, Answer answer) {
        if (http.response().ended()) return;
        http.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", answer.type())
                .putHeader("Cache-Control", "no-store")
                .end(answer.body());
    }

    /** As it came; null where it is no object. */
    private static @Nullable Buffer payload(RoutingContext http) {
        Buffer body = http.body().buffer();
        if (body == null || body.length() == 0) return null;
        try {
            return Json.decodeValue(body) instanceof JsonObject ? body : null;
        } catch (DecodeException malformed) {
            return null;
        }
    }

    private String list(Map<String, String> runs) {
        JsonArray list = new JsonArray();
        manifest.forEach((name, entry) -> list.add(described(name, entry, runs.getOrDefault(name, "[]"))));
        return new JsonObject().put("functions", list).encode();
    }

    private JsonObject described(String name, Manifest.Entry entry, String runs) {
        JsonArray examples = new JsonArray();
        entry.examples().forEach(example -> examples.add(plain(example)));
        JsonArray schedules = new JsonArray();
        entry.ticks().forEach(tick -> schedules.add(described(tick)));
        return new JsonObject()
                .put("name", name)
                .put("does", entry.does())
                .put("kind", entry.kind())
                .put("schedules", schedules)
                .put("payload", plain(entry.payload()))
                .put("examples", examples)
                .put("timeoutSeconds", entry.timeout())
                .put("runnable", jobs.containsKey(name) && calls.arePossible())
                .put("runs", new JsonArray(runs));
    }

    private static JsonObject described(Manifest.Tick tick) {
        return new JsonObject().put("cron", tick.schedule()).put("payload", plain(tick.payload()));
    }

    private static @Nullable Object plain(@Nullable JsonNode node) {
        return node == null ? null : Json.decodeValue(node.toString());
    }

    private static Duration patience(Manifest.Entry entry) {
        return Duration.ofSeconds(entry.timeout());
    }
}
