package io.cineai.movie.thematic;

import io.cineai.movie.Term;

/** What returns in a film's images. The first five are the app's own words. */
public enum Motif implements Term {
    COLOR_SYMBOLISM("colours that mean something"),
    LIGHTING("light and darkness that mean something"),
    SYMMETRY("balanced, mirrored pictures"),
    RECURRING_OBJECTS("a thing that returns"),
    COMPOSITION("how people are placed tells who they are to each other"),
    MIRRORS_DOUBLES("mirrors, doubles, two of a kind"),
    WATER_WEATHER("rain, sea, snow, storm"),
    LANDSCAPE("the land as a character"),
    CITY("the city as a character"),
    CONFINED_SPACE("one room, one house, one ship"),
    JOURNEY_ROAD("roads, trains, voyages"),
    MASKS_DISGUISE("masks, uniforms, disguise"),
    FOOD_FEAST("cooking and eating together"),
    CHILDHOOD_GAMES("toys and games"),
    ANIMALS("animals that mean something"),
    TIME_CLOCK("clocks, deadlines, loops"),
    MUSIC_DANCE("music or dance as a sign"),
    BLOOD_BODY("wounds and bodies"),
    RELIGIOUS_SYMBOLS("crosses, icons, rites"),
    MACHINES("machines that mean something");

    private final String meaning;

    Motif(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
