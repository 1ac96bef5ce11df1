package io.cineai.functions.local.console;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A browser as a person uses it: pages, clicks, keys, and what is to be seen. Elements are named by CSS selectors. */
final class Browser implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int TALLEST_PHOTOGRAPH = 6_000;

    private final Chromedriver driver;
    private final String site;

    /** @param posters the one other host that it finds, whoever has signed for it */
    Browser(String site, PosterHost posters) {
        this.site = site;
        driver = Chromedriver.start(
                "--host-resolver-rules=MAP " + PosterHost.NAME + ":443 127.0.0.1:" + posters.port(),
                "--ignore-certificate-errors");
        look(Look.WIDE_LIGHT);
    }

    /** How wide a window is, and which colours its user prefers. */
    enum Look {
        WIDE_LIGHT(1280, false),
        WIDE_DARK(1280, true),
        NARROW_LIGHT(360, false),
        NARROW_DARK(360, true);

        private final int width;
        private final boolean dark;

        Look(int width, boolean dark) {
            this.width = width;
            this.dark = dark;
        }
    }

    void look(Look look) {
        driver.tools(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject()
                        .put("width", look.width)
                        .put("height", 800)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", look.width < 600));
        JsonArray preferences = new JsonArray()
                .add(feature("prefers-color-scheme", look.dark ? "dark" : "light"))
                // Nothing is looked at while it changes.
                .add(feature("prefers-reduced-motion", "reduce"));
        driver.tools("Emulation.setEmulatedMedia", new JsonObject().put("features", preferences));
    }

    private static JsonObject feature(String name, String value) {
        return new JsonObject().put("name", name).put("value", value);
    }

    void open(String path) {
        driver.post("/url", new JsonObject().put("url", site + path));
    }

    /** The next page is the first that this browser ever sees of this site. */
    void forgetFiles() {
        driver.tools("Network.clearBrowserCache", new JsonObject());
    }

    /** What this script returns; arguments are its {@code arguments}. */
    @Nullable
    Object js(String script, Object... arguments) {
        return driver.post("/execute/sync", script(script, arguments));
    }

    /** Likewise, of a script that calls its last argument when it is done. */
    @Nullable
    Object jsLater(String script, Object... arguments) {
        return driver.post("/execute/async", script(script, arguments));
    }

    private static JsonObject script(String script, Object... arguments) {
        return new JsonObject().put("script", script).put("args", new JsonArray(Arrays.asList(arguments)));
    }

    void awaitThat(String expression) {
        await(expression).atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> is(expression));
    }

    boolean is(String expression) {
        return Boolean.TRUE.equals(js("return Boolean(" + expression + ")"));
    }

    /** Until so many of them are on the page. */
    void awaitAtLeast(int number, String css) {
        awaitThat("document.querySelectorAll(" + quoted(css) + ").length >= " + number);
    }

    void click(String css) {
        driver.post("/element/" + element(css) + "/click", new JsonObject());
    }

    void type(String css, String text) {
        driver.post("/element/" + element(css) + "/value", new JsonObject().put("text", text));
    }

    /** In the place of what is written there. */
    void write(String css, String text) {
        driver.post("/element/" + element(css) + "/clear", new JsonObject());
        type(css, text);
    }

    /** Presses keys where the focus is, as WebDriver writes them ({@code \uE004} is the tab key). */
    void press(String... keys) {
        JsonArray acts = new JsonArray();
        for (String key : keys)
            acts.add(new JsonObject().put("type", "keyDown").put("value", key))
                    .add(new JsonObject().put("type", "keyUp").put("value", key));
        JsonObject keyboard =
                new JsonObject().put("type", "key").put("id", "keyboard").put("actions", acts);
        driver.post("/actions", new JsonObject().put("actions", new JsonArray().add(keyboard)));
    }

    private String element(String css) {
        JsonObject found = (JsonObject) driver.post(
                "/element", new JsonObject().put("using", "css selector").put("value", css));
        return (String) found.iterator().next().getValue();
    }

    String text(String css) {
        return String.valueOf(js("return document.querySelector(arguments[0]).innerText", css));
    }

    /** Of all of them, in the order of the page. */
    List<String> texts(String css) {
        return ((JsonArray) js("return [...document.querySelectorAll(arguments[0])].map(it => it.innerText)", css))
                .stream().map(String::valueOf).toList();
    }

    /** The whole page, as far down as pictures go. */
    void photograph(Path file) {
        JsonObject size = (JsonObject) js("return {width: document.documentElement.clientWidth,"
                + " height: document.documentElement.scrollHeight}");
        JsonObject clip = new JsonObject()
                .put("x", 0)
                .put("y", 0)
                .put("scale", 1)
                .put("width", size.getInteger("width"))
                .put("height", Math.min(TALLEST_PHOTOGRAPH, size.getInteger("height")));
        JsonObject parameters = new JsonObject()
                .put("format", "png")
                .put("captureBeyondViewport", true)
                .put("clip", clip);
        String picture = driver.tools("Page.captureScreenshot", parameters).getString("data");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page has complained of since it was asked last. */
    List<String> complaints() {
        return ((JsonArray) driver.post("/se/log", new JsonObject().put("type", "browser")))
                .stream().map(it -> ((JsonObject) it).getString("message")).toList();
    }

    static String quoted(String text) {
        return new JsonArray().add(text).encode().replaceAll("^\\[|]$", "");
    }

    @Override
    public void close() {
        driver.close();
    }
}
