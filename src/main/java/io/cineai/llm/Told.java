package io.cineai.llm;

/** What an answer says of itself. Texts are empty where it does not. */
public record Told(String model, String id, String finish) {
    static final Told NOTHING = new Told("", "", "");
}
