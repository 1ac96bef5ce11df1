package io.cineai.movie.thematic;

import io.cineai.movie.Term;

/** What a film asks of society. */
public enum SocialQuestion implements Term {
    SOCIAL_CLASS("rich and poor"),
    RACE("race and ethnicity"),
    GENDER("women and men"),
    SEXUALITY("whom one may love"),
    RELIGION("belief and church"),
    WAR_PEACE("war and peace"),
    POWER("who rules, and how"),
    LAW_JUSTICE("law, crime and punishment"),
    MIGRATION("leaving and arriving"),
    FAMILY_ORDER("what a family must be"),
    TECHNOLOGY("what machines do to us"),
    ENVIRONMENT("what we do to nature"),
    MEDIA("what screens do to us"),
    WORK("labour and money"),
    GENERATIONS("old and young"),
    MENTAL_HEALTH("minds that suffer");

    private final String meaning;

    SocialQuestion(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
