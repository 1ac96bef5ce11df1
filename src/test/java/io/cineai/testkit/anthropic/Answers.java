package io.cineai.testkit.anthropic;

/** What the model says to a question: the text of its answer. */
@FunctionalInterface
public interface Answers {
    String to(Asked question);
}
