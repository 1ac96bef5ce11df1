package io.cineai.analyze.local;

import io.cineai.movie.Quote;
import io.cineai.movie.Term;

/**
 * One thing that a film's entry says for a term.
 *
 * @param weight how much its field counts
 * @param denied true where a word such as "never" stands before it
 */
record Finding(Claim claim, double weight, boolean denied, Passage passage) {
    Term term() {
        return claim.term();
    }

    double points() {
        return claim.strength() * weight;
    }

    /** False where nothing of the film says so: a base rate, a year. */
    boolean isSaid() {
        return !passage.text().isEmpty();
    }

    /** A piece of one of the film's fields; of no text where it is no piece of any. */
    record Passage(Quote.Field field, String text, int start, int end) {
        static final Passage NONE = new Passage(Quote.Field.TITLE, "", 0, 0);

        static Passage whole(Quote.Field field, String text) {
            return new Passage(field, text, 0, text.length());
        }

        Quote quote() {
            return new Quote(field, Excerpt.around(text, start, end));
        }
    }
}
