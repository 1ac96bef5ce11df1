package io.cineai.functions.recommendations;

import static io.restassured.RestAssured.given;
import static io.restassured.config.DecoderConfig.decoderConfig;
import static io.restassured.config.RestAssuredConfig.newConfig;

import io.cineai.testkit.Lists;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Requests as an app sends them; every answer must be as the OpenAPI document says. */
final class Api {
    static final String LIST = "/v1/recommendations";

    private Api() {}

    static RequestSpecification anonymous() {
        return given().config(newConfig().decoderConfig(decoderConfig().noContentDecoders()))
                .filter(new Described());
    }

    static RequestSpecification as(UUID user) {
        return anonymous().auth().oauth2(TestKeys.tokenOf(user));
    }

    static JsonObject plain(Response answer) {
        byte[] body = answer.asByteArray();
        return new JsonObject(
                "gzip".equals(answer.header("Content-Encoding"))
                        ? Lists.unzipped(body)
                        : new String(body, StandardCharsets.UTF_8));
    }

    /** The films of a list, in its order. */
    static List<String> ids(Response answer, String list) {
        return items(answer, list).stream()
                .map(item -> ((JsonObject) item).getString("movie_id"))
                .toList();
    }

    static List<String> titles(Response answer, String list) {
        return items(answer, list).stream()
                .map(item -> ((JsonObject) item).getJsonObject("movies").getString("title"))
                .toList();
    }

    static JsonArray items(Response answer, String list) {
        return plain(answer).getJsonArray(list);
    }

    static String weak(String tag) {
        return "W/\"" + tag + "\"";
    }
}
