package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls the double as any client would: by plain HTTP. */
record ApiCaller(String url, Map<String, String> headers) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** With all that a good call has. */
    static ApiCaller of(FakeAnthropic server) {
        return new ApiCaller(
                server.url(),
                Map.of(
                        "x-api-key", FakeAnthropic.KEY,
                        "anthropic-version", "2023-06-01",
                        "content-type", "application/json"));
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonObject json() {
            return new JsonObject(response.body());
        }

        String text() {
            return response.body();
        }

        /** Status and what the API calls it. */
        String error() {
            return status() + " " + json().getJsonObject("error").getString("type");
        }

        String why() {
            return json().getJsonObject("error").getString("message");
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        long remaining(String kind) {
            return Long.parseLong(response.headers()
                    .firstValue("anthropic-ratelimit-" + kind + "-remaining")
                    .orElseThrow());
        }
    }

    ApiCaller with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiCaller(url, more);
    }

    ApiCaller without(String name) {
        Map<String, String> fewer = new HashMap<>(headers);
        fewer.remove(name);
        return new ApiCaller(url, fewer);
    }

    Answer message(JsonObject request) {
        return post("/v1/messages", request.encode());
    }

    Answer count(JsonObject request) {
        return post("/v1/messages/count_tokens", request.encode());
    }

    Answer batch(JsonObject request) {
        return post("/v1/messages/batches", request.encode());
    }

    Answer post(String path, String body) {
        return now(to(path).POST(BodyPublishers.ofString(body)));
    }

    Answer get(String path) {
        return now(to(path).GET());
    }

    Answer delete(String path) {
        return now(to(path).DELETE());
    }

    /** Fails as the wire fails. */
    Answer tryMessage(JsonObject request, Duration patience) throws IOException, InterruptedException {
        HttpRequest http = to("/v1/messages")
                .POST(BodyPublishers.ofString(request.encode()))
                .timeout(patience)
                .build();
        return new Answer(CLIENT.send(http, BodyHandlers.ofString()));
    }

    /** For answers that take a while: how long is the caller's affair. */
    CompletableFuture<Answer> begin(JsonObject request) {
        HttpRequest http = to("/v1/messages")
                .POST(BodyPublishers.ofString(request.encode()))
                .build();
        return CLIENT.sendAsync(http, BodyHandlers.ofString()).thenApply(Answer::new);
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }

    private static Answer now(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
