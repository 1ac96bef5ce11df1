package io.cineai.query;

/**
 * Somebody whose films are asked for.
 *
 * @param name as the catalogue spells it
 */
public record Person(String name, Role role) {
    /** Ids are the names in lower case. */
    public enum Role {
        DIRECTOR,
        ACTOR,
        /** Nobody said, or both. */
        ANY
    }
}
