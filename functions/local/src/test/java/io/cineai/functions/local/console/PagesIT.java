package io.cineai.functions.local.console;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.cineai.functions.local.console.Browser.Look;
import io.cineai.functions.local.console.Site.Rights;
import io.cineai.testkit.Session;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is to hold of every page. Photographs are in {@code target/screenshots}, to be looked at. */
@ExtendWith(Site.Visited.class)
class PagesIT {
    private static final Path PHOTOGRAPHS = Path.of("target", "screenshots");
    private static final String MARKUP = "<img src=x onerror=\"document.title='taken over'\"><b>Heat</b>";
    private static final int MOST_BYTES = 300_000;
    private static final double FIRST_PAINT_MILLIS = 1_000;

    /** Layout shift that people do not notice. Source: web.dev, Cumulative Layout Shift: good up to 0.1. */
    private static final double MOST_SHIFT = 0.1;

    private enum Page {
        SIGN_IN("", ".people button"),
        VIEWER("", "#films .card[data-film] .evidence"),
        FILM("film", "#similar li"),
        ASK("ask?q=like+Inception+but+more+emotional%2C+no+horror", "#films .card[data-film]"),
        FUNCTIONS("functions", ".function .badge"),
        HEALTH("health", ".plot"),
        EXPERIMENTS("experiments", "#online > *");

        private final String path;
        private final String sign;

        Page(String path, String sign) {
            this.path = path;
            this.sign = sign;
        }

        Browser opened(Site site) {
            Browser browser = site.as(2, Rights.OPERATOR);
            String address = path;
            if (this == FILM) address += browser.js("return new URL(document.querySelector('h3 a').href).search");
            if (this == SIGN_IN) browser.js("sessionStorage.clear()");
            browser.complaints();
            browser.forgetFiles();
            browser.open("/console/" + address);
            browser.awaitAtLeast(1, sign);
            if (this == VIEWER) browser.awaitAtLeast(1, "#taste .chip");
            return browser;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingSeriousIsInTheWayOfAnybody(Page page, Site site) throws IOException {
        Browser browser = page.opened(site);
        if (page == Page.FUNCTIONS) browser.click("#function-queue-drain > summary");
        String axe = axe();
        for (Look look : List.of(Look.WIDE_LIGHT, Look.WIDE_DARK, Look.NARROW_LIGHT)) {
            browser.look(look);

            assertThat(page + " " + look, findings(browser, axe), is(empty()));
        }
        browser.look(Look.WIDE_LIGHT);
    }

    @Test
    void norInTheDialogOfPeople(Site site) throws IOException {
        Browser browser = Page.VIEWER.opened(site);

        browser.click("#who");
        browser.awaitAtLeast(10, "dialog .people button");

        assertThat(findings(browser, axe()), is(empty()));
        browser.photograph(PHOTOGRAPHS.resolve("people-wide_light.png"));
    }

    @ParameterizedTest
    @EnumSource
    void itFitsEveryWindow(Page page, Site site) {
        Browser browser = page.opened(site);
        if (page == Page.FUNCTIONS) browser.click("#function-queue-drain > summary");
        for (Look look : Look.values()) {
            browser.look(look);

            assertThat(
                    page + " " + look,
                    browser.is("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
            browser.photograph(PHOTOGRAPHS.resolve((page + "-" + look + ".png").toLowerCase(Locale.ROOT)));
        }
        browser.look(Look.WIDE_LIGHT);
    }

    @ParameterizedTest
    @EnumSource
    void itIsLightIsSeenSoonAndStandsStill(Page page, Site site) {
        JsonObject seen = visited(page, site);
        // A machine that has something else to do paints late, too.
        for (int more = 0; more < 2 && seen.getDouble("paint") > FIRST_PAINT_MILLIS; more++) seen = visited(page, site);

        System.out.printf("%s: %s%n", page, seen.encode());
        assertThat(seen.getInteger("bytes"), is(lessThan(MOST_BYTES)));
        assertThat(seen.getInteger("bytes"), is(greaterThan(10_000)));
        assertThat(seen.getInteger("elsewhere"), equalTo(0));
        assertThat(seen.getDouble("paint"), is(lessThan(FIRST_PAINT_MILLIS)));
        assertThat(seen.getDouble("shift"), is(closeTo(0, MOST_SHIFT)));
        assertThat(site.browser().complaints(), is(empty()));
    }

    private static JsonObject visited(Page page, Site site) {
        return (JsonObject) page.opened(site).jsLater("""
                const done = arguments[0];
                let shift = 0;
                new PerformanceObserver(list => list.getEntries().forEach(it => shift += it.hadRecentInput ? 0 : it.value))
                    .observe({type: "layout-shift", buffered: true});
                const files = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                    .filter(it => !it.name.includes("/api/"));
                setTimeout(() => done({
                    bytes: files.reduce((sum, it) => sum + it.encodedBodySize + 300, 0),
                    elsewhere: files.filter(it => !it.name.startsWith(location.origin)).length,
                    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
                    shift
                }), 300);""");
    }

    @Test
    void markupInTitlesReasonsAndQueriesIsText(Site site) throws Exception {
        Browser browser = site.as(7, Rights.ORDINARY);
        try (Session database = site.database();
                ForgedFeed feed = ForgedFeed.of(database, user(browser), MARKUP)) {
            browser.awaitThat("document.querySelector('#films h3').innerText.includes('<b>Heat</b>')");
            browser.click("#films .card .evidence summary");

            assertThat(browser.texts("#films .reason").get(0), equalTo(MARKUP));
            assertThat(browser.text("#films .card .evidence"), containsString(MARKUP));
            nothingOfItIsMarkup(browser);

            browser.open("/console/film?id=" + feed.film());
            browser.awaitAtLeast(1, "#film h1");
            assertThat(browser.text("#film h1"), equalTo(MARKUP));
            browser.click("#film .stars button:nth-child(4)");
            browser.awaitAtLeast(3, "#picks .card[data-film]");
            assertThat(browser.text("#picks-why"), containsString(MARKUP));
            nothingOfItIsMarkup(browser);
        }

        browser.open("/console/ask");
        browser.awaitAtLeast(1, "#kind option");
        browser.type("#words", MARKUP);
        browser.click("#ask button[type=submit]");
        browser.awaitAtLeast(1, "#chips .chip");

        assertThat(browser.texts("#chips").toString(), containsString("onerror"));
        nothingOfItIsMarkup(browser);
    }

    private static UUID user(Browser browser) {
        return UUID.fromString(String.valueOf(browser.jsLater("""
                const done = arguments[0];
                fetch("/console/api/session", {headers: {Authorization: "Bearer " + sessionStorage.getItem("cineai.token")}})
                    .then(it => it.json()).then(it => done(it.user));""")));
    }

    private static void nothingOfItIsMarkup(Browser browser) {
        assertThat(browser.js("return document.querySelectorAll('main b:not(.bar b), main img').length"), equalTo(0));
        assertThat(browser.is("document.title === 'taken over'"), is(false));
    }

    private static List<String> findings(Browser browser, String axe) {
        browser.js(axe);
        JsonArray found = (JsonArray) browser.jsLater("""
                const done = arguments[0];
                axe.run({resultTypes: ["violations"]}).then(it => done(it.violations
                    .filter(one => one.impact === "serious" || one.impact === "critical")
                    .map(one => one.id + ": " + one.nodes.slice(0, 4).map(node => node.html.slice(0, 160) + " " + node.failureSummary).join(" | "))));""");
        return found.stream().map(String::valueOf).toList();
    }

    private static String axe() throws IOException {
        try (InputStream script = PagesIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
