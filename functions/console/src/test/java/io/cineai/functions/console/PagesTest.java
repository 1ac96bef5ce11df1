package io.cineai.functions.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.PostgresForFunction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers get before anybody signed in. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(SignIn.class)
class PagesTest {
    @Test
    void theAddressWithoutASlashLeadsToTheFirstPage() {
        given().redirects()
                .follow(false)
                .get("/console")
                .then()
                .statusCode(302)
                .header("Location", equalTo("/console/"));
        given().post("/console").then().statusCode(405).header("Allow", equalTo("GET, HEAD"));
    }

    @Test
    void aPageIsKeptAndAskedForAgain() {
        Response first = given().get("/console/");

        first.then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/html; charset=utf-8"))
                .header("Cache-Control", equalTo("public, no-cache"))
                .body(startsWith("<!doctype html>"));
        given().header("If-None-Match", first.header("ETag"))
                .get("/console/")
                .then()
                .statusCode(304);
        given().header("If-None-Match", "\"another\"").get("/console/").then().statusCode(200);
        given().head("/console/").then().statusCode(200);
        given().post("/console/").then().statusCode(405);
    }

    @Test
    void itIsZippedForWhoTakesThat() {
        RestAssuredConfig asSent = RestAssuredConfig.newConfig()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
        given().config(asSent)
                .header("Accept-Encoding", "gzip")
                .get("/console/")
                .then()
                .header("Content-Encoding", equalTo("gzip"))
                .header("Vary", equalTo("Accept-Encoding"));
        given().config(asSent).get("/console/").then().body(startsWith("<!doctype html>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/",
                "/console/nothing",
                "/console/api/session",
                "/console/api/health",
                "/console/api/nothing",
                "/console/assets/nothing.js"
            })
    void everyAnswerIsProtected(String path) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self';"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Cross-Origin-Opener-Policy", equalTo("same-origin"));
    }

    @ParameterizedTest
    @CsvSource({",Viewer", "film,Film", "ask,Ask", "functions,Functions", "health,Health", "experiments,Experiments"})
    void eachPageIsItsMiddleInTheFrameOfAll(@Nullable String name, String title) {
        String address = "/console/" + (name == null ? "" : name);
        String page = given().get(address).then().statusCode(200).extract().asString();

        assertThat(page, containsString("<title>" + title + " · CineAI</title>"));
        assertThat(page, containsString("src=\"/console/assets/" + title.toLowerCase(Locale.ROOT) + ".js\"></script>"));
        assertThat(page, not(containsString("{")));
        assertThat(page.split("<main", -1).length, equalTo(2));
        // The page of one film is in no menu.
        assertThat(
                page.contains("<li><a href=\"" + address + "\" aria-current=\"page\">" + title + "</a></li>"),
                equalTo(!title.equals("Film")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/index.html",
                "/console/viewer",
                "/console/viewer.html",
                "/console/frame",
                "/console/frame.html",
                "/console/nothing",
                "/console/assets/",
                "/console/assets/nothing.css",
                "/console/assets/..%2fframe.html",
                "/console/assets/../application.properties",
                "/console/assets/%2e%2e/frame.html",
                "/console/../functions.yaml",
                "/console/assets/a%00.js",
                "/consoles"
            })
    void nothingElseIsServed(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:cineai:problem:not-found"));
    }
}
