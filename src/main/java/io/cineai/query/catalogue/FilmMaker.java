package io.cineai.query.catalogue;

/**
 * Somebody who makes films.
 *
 * @param directed films of the catalogue
 * @param played films of the catalogue
 */
public record FilmMaker(String name, int directed, int played) {
    public boolean directs() {
        return directed > 0;
    }

    public boolean acts() {
        return played > 0;
    }
}
