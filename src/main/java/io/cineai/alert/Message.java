package io.cineai.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.monitor.Alert;
import io.cineai.monitor.Notice;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Several notices as one message: a text, as Slack and its like take it, and the same in fields for machines. */
record Message(List<Notice> notices) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String json() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", notices.stream().map(Message::line).collect(Collectors.joining("\n")));
        body.put("source", "cineai");
        body.put("alerts", notices.stream().map(Message::fields).toList());
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String line(Notice notice) {
        Alert alert = notice.alert();
        String begins = "[" + alert.severity().label();
        return escaped(
                switch (notice.kind()) {
                    case STARTED -> begins + "] " + alert.text();
                    case WORSE -> begins + ", worse] " + alert.text();
                    case STANDING -> begins + ", since " + seconds(alert.firstSeen()) + "] " + alert.text();
                    case OVER -> "[over] It was: " + alert.text();
                });
    }

    private static Map<String, Object> fields(Notice notice) {
        Alert alert = notice.alert();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", alert.key());
        fields.put("state", notice.kind().label());
        fields.put("service", alert.service());
        fields.put("severity", alert.severity().label());
        fields.put("text", alert.text());
        fields.put("since", seconds(alert.firstSeen()));
        alert.resolvedAt().ifPresent(at -> fields.put("until", seconds(at)));
        return fields;
    }

    /** The three signs that mean something in Slack's texts. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
