package io.cineai.movie.style;

import io.cineai.movie.Term;

/** What its world is made of. */
public enum ProductionDesign implements Term {
    PERIOD("a past time rebuilt"),
    CONTEMPORARY_LOCATIONS("real places of its time"),
    STUDIO_SETS("built sets"),
    FUTURISTIC("a world to come"),
    FANTASTIC("a world that never was"),
    DRAWN_WORLD("a drawn or modelled world"),
    RURAL("countryside, nature"),
    URBAN("the city"),
    INTERIOR("rooms above all"),
    UNKNOWN("cannot be told");

    private final String meaning;

    ProductionDesign(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
