package io.cineai.llm;

/** A key. Whoever prints it, or what holds it, sees nothing. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
