package io.cineai.monitor;

import java.util.Map;

/**
 * Something that is amiss.
 *
 * @param key the condition: the same at every look, so that it is told once
 * @param service whose trouble it is: {@code ai_service_health.service_name}
 * @param text one sentence with its figures; names no user
 * @param figures those of the text, by name
 */
public record Finding(String key, String service, Severity severity, String text, Map<String, Object> figures) {
    public Finding {
        if (key.isBlank() || service.isBlank())
            throw new IllegalArgumentException("a finding must have a key and a service: " + key + ", " + service);
        figures = Map.copyOf(figures);
    }
}
