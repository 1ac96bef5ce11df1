package io.cineai.query.lexicon;

import io.cineai.movie.Term;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Audience;
import io.cineai.query.Axis;
import java.util.Arrays;
import java.util.Locale;

/** What a phrase may speak of; each has a word list, and says which ids stand in it. */
public enum Vocabulary {
    /** Ids are the names of genres, split by "|" where catalogues spell them differently. */
    GENRE("genres") {
        @Override
        boolean has(String id) {
            return true;
        }
    },
    MOOD("moods") {
        @Override
        boolean has(String id) {
            return Term.of(Mood.class, id).isPresent();
        }
    },
    AUDIENCE("audiences") {
        @Override
        boolean has(String id) {
            return Arrays.stream(Audience.values()).anyMatch(it -> named(it, id));
        }
    },
    THEME("themes") {
        @Override
        boolean has(String id) {
            return Term.of(Theme.class, id).isPresent();
        }
    },
    STYLE("styles") {
        @Override
        boolean has(String id) {
            return Term.of(StyleCategory.class, id).isPresent();
        }
    },
    AXIS("axes") {
        @Override
        boolean has(String id) {
            return Term.of(Axis.class, id).isPresent();
        }
    },
    /** Moods, and "christmas", which asks for more than a mood. */
    OCCASION("occasions") {
        @Override
        boolean has(String id) {
            return id.equals("christmas") || MOOD.has(id);
        }
    },
    /** The mood that helps against how somebody feels. */
    FEELING("feelings") {
        @Override
        boolean has(String id) {
            return MOOD.has(id);
        }
    },
    TIME("times") {
        @Override
        boolean has(String id) {
            return Arrays.stream(Time.values()).anyMatch(it -> named(it, id));
        }
    },
    /** What keeps its words together and has no place in the other vocabularies. */
    SUBJECT("subjects") {
        @Override
        boolean has(String id) {
            return id.equals("subject");
        }
    },
    CUE("cues") {
        @Override
        boolean has(String id) {
            return Arrays.stream(Cue.values()).anyMatch(it -> named(it, id));
        }
    },
    FILLER("filler") {
        @Override
        boolean has(String id) {
            return id.equals("film") || id.equals("phrase") || id.equals("word");
        }
    };

    private final String file;

    Vocabulary(String file) {
        this.file = file + ".txt";
    }

    String file() {
        return file;
    }

    abstract boolean has(String id);

    /** Whether it says what somebody wants, and not how that is to be understood. */
    public boolean isContent() {
        return this != CUE && this != FILLER;
    }

    private static boolean named(Enum<?> constant, String id) {
        return constant.name().toLowerCase(Locale.ROOT).equals(id);
    }
}
