package io.cineai.query;

import io.cineai.movie.Term;

/**
 * A line along which somebody wants to move away from a film: like it, but more so, or less so. Source: the movie tuner of Vig, Sen and
 * Riedl, IUI 2011.
 */
public enum Axis implements Term {
    EMOTIONAL("moves one: tears, love, loss"),
    DARK("bleak, grim, without comfort"),
    FUNNY("makes one laugh"),
    VIOLENT("fights, blood, cruelty"),
    FAST("quick, much happens; less fast is slower"),
    COMPLEX("asks one to think; less complex is simpler, lighter to follow"),
    ROMANTIC("love between people"),
    SCARY("frightens"),
    SUSPENSEFUL("keeps one tense"),
    HOPEFUL("leaves one glad; ends well"),
    ACTION("chases, fights, things that blow up"),
    VISUAL("a feast for the eye; a style of its own"),
    REALISTIC("as life is; less realistic is more fantastic"),
    WEIRD("strange, surreal, unlike others"),
    FAMILY("fit for children");

    private final String meaning;

    Axis(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
