package io.cineai.functions.console;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A page: a middle of its own, {@code <name>.html}, in the frame that all share; its script is {@code <name>.js}. */
enum Page {
    VIEWER("films"),
    FILM("films"),
    ASK("films"),
    FUNCTIONS("work"),
    HEALTH("work"),
    EXPERIMENTS("work");

    static final String ROOT = "/console/";

    private final String style;

    Page(String style) {
        this.style = style;
    }

    static Optional<Page> at(String path) {
        return Arrays.stream(values()).filter(page -> page.path().equals(path)).findFirst();
    }

    private String path() {
        return this == VIEWER ? ROOT : ROOT + label();
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    StaticFile file() {
        String html = text("frame")
                .replace("{title}", label().substring(0, 1).toUpperCase(Locale.ROOT) + label().substring(1))
                .replace("{style}", style)
                .replace("{name}", label())
                .replace("<li><a href=\"" + path() + "\"", "<li><a href=\"" + path() + "\" aria-current=\"page\"")
                .replace("{main}", text(label()));
        return StaticFile.of(html.getBytes(StandardCharsets.UTF_8), "html");
    }

    private static String text(String name) {
        String path = ROOT + name + ".html";
        byte[] text =
                StaticFile.bytes(path).orElseThrow(() -> new IllegalStateException(path + " is not in this build"));
        return new String(text, StandardCharsets.UTF_8);
    }
}
