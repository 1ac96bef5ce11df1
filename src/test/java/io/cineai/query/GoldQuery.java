package io.cineai.query;

import java.util.Locale;

/**
 * What somebody wrote and what it means, see {@code gold.jsonl} and the README beside it.
 *
 * @param stratum what is hard about it
 */
record GoldQuery(String text, String stratum, Part part, ParsedQuery parse) {
    /** Which half of the gold: the author of a parser may look at misses of one only. */
    enum Part {
        DEV,
        TEST;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
