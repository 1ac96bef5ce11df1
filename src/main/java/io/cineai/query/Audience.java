package io.cineai.query;

/** Who watches. Ids are the names in lower case. */
public enum Audience {
    KIDS,
    TEENS,
    FAMILY,
    ADULTS
}
