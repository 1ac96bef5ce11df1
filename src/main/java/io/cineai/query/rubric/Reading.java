package io.cineai.query.rubric;

import io.cineai.query.ParsedQuery;

/** What became of an answer. */
public sealed interface Reading {
    /** It keeps every rule. */
    record Accepted(ParsedQuery query) implements Reading {}

    /** @param why place and rule, in words that a model can act on */
    record Rejected(String why) implements Reading {}
}
