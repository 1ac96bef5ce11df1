package io.cineai.analyze;

import io.cineai.movie.Analysis;

/** What became of an answer. */
public sealed interface Verdict {
    /** It keeps every rule. */
    record Accepted(Analysis analysis) implements Verdict {}

    /** @param why place and rule, in words that a model can act on */
    record Rejected(String why) implements Verdict {}
}
