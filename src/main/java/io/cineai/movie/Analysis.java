package io.cineai.movie;

import java.util.List;

/** What somebody, a model or a rule, found in a film: what it is about, how it looks, or how it feels. */
public interface Analysis {
    /** How sure whoever found it is of it. */
    Level confidence();

    List<Quote> evidence();
}
