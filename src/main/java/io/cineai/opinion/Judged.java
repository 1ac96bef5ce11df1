package io.cineai.opinion;

import io.cineai.recommend.Opinion;

/** What became of an answer. */
public sealed interface Judged {
    /** @param dropped sentences that said what they must not: templates stay in their place */
    record Accepted(Opinion opinion, int dropped) implements Judged {}

    /** @param why place and rule, in words that a model can act on */
    record Rejected(String why) implements Judged {}
}
