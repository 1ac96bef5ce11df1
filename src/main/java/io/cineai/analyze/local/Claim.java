package io.cineai.analyze.local;

import io.cineai.movie.Quote.Field;
import io.cineai.movie.Term;
import java.util.Set;

/**
 * What one line of a word list says: its phrases speak for a term.
 *
 * @param vocabulary number of the term's vocabulary in {@link Vocabularies}
 * @param strength about 0.5 (a hint) to 3 (says it outright); negative where it speaks against it
 * @param place where it must be said
 */
record Claim(Term term, int vocabulary, double strength, Place place) {
    /** Where a phrase is looked for. */
    enum Place {
        ANYWHERE(Field.KEYWORDS, Field.OVERVIEW, Field.TITLE),
        KEYWORDS(Field.KEYWORDS),
        OVERVIEW(Field.OVERVIEW),
        TITLE(Field.TITLE),
        DIRECTOR(Field.DIRECTORS),
        FACTS,
        THEME;

        private final Set<Field> fields;

        Place(Field... fields) {
            this.fields = Set.of(fields);
        }

        boolean covers(Field field) {
            return fields.contains(field);
        }
    }
}
