package io.cineai.movie.style;

import io.cineai.movie.Term;

/** How a film mainly looks and sounds. */
public enum StyleCategory implements Term {
    CLASSICAL("polished studio style with invisible editing"),
    NOIR("black-and-white crime in shadows"),
    NEO_NOIR("the darkness of noir in later, mostly colour films"),
    EXPRESSIONIST("distorted sets, shadows of a troubled mind"),
    SILENT("told in the manner of the silent era"),
    REALIST("locations, natural light, everyday people; social realism"),
    NEW_WAVE("jump cuts, handheld, self-aware, breaking rules"),
    EPIC("wide vistas, crowds, great scale"),
    GOTHIC("horror or romance of old houses, night and dread"),
    SURREAL("the logic of dreams"),
    MINIMALIST("still, long takes, quiet, little said"),
    DOCUMENTARY("made with real people and events, or in that manner"),
    STYLIZED("strong designed colours, symmetry, artifice"),
    GRITTY("raw, handheld or dirty, violent streets or battlefields"),
    DRAWN_ANIMATION("drawn or stop-motion animation"),
    COMPUTER_ANIMATION("computer animation"),
    BLOCKBUSTER("fast action with effects, big orchestral score"),
    MUSICAL("song and dance carry it"),
    WESTERN("landscape, riders, standoffs"),
    FUTURIST("designed worlds of the future"),
    NATURALISTIC("understated contemporary drama, plain look"),
    MARTIAL_ARTS("choreographed fighting"),
    POETIC("lyrical images, mood before plot"),
    UNKNOWN("cannot be told");

    private final String meaning;

    StyleCategory(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
