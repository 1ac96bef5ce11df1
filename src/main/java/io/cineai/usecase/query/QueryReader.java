package io.cineai.usecase.query;

import io.cineai.query.ParsedQuery;
import io.cineai.query.local.LocalParser;
import io.cineai.query.rubric.Names;

/** What reading a query needs of a catalogue: our own parser, and names for what a model says. */
record QueryReader(LocalParser parser, Names names, int thisYear) {
    ParsedQuery parse(String text) {
        return parser.parse(text);
    }
}
