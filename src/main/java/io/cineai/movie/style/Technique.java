package io.cineai.movie.style;

import io.cineai.movie.Term;

/** What is done in a way to notice. */
public enum Technique implements Term {
    LONG_TAKES("shots that go on"),
    DEEP_FOCUS("near and far are sharp"),
    SPLIT_SCREEN("several pictures at once"),
    VOICE_OVER("a voice tells"),
    SLOW_MOTION("time is stretched"),
    JUMP_CUTS("cuts that jump"),
    MONTAGE("meaning by cutting"),
    STOP_MOTION("models moved by hand"),
    ROTOSCOPING("drawn over photography"),
    PRACTICAL_EFFECTS("effects made before the camera"),
    DIGITAL_EFFECTS("effects made by computer"),
    FOUND_FOOTAGE("as if found"),
    ANIMATION("drawn or computed pictures"),
    BLACK_AND_WHITE("without colour, by choice or time"),
    WIDESCREEN_VISTAS("the width of the picture is used");

    private final String meaning;

    Technique(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
