package io.cineai.movie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Motif;
import io.cineai.movie.thematic.Narrative;
import io.cineai.movie.thematic.Theme;
import io.cineai.testkit.FilmBuilder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    /** Every enum of words in the packages of films, also one that somebody adds. */
    static List<Class<?>> vocabularies() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.cineai.movie")
                        .stream()
                        .filter(it -> it.isEnum() && it.isAssignableTo(Term.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    @Nested
    class EveryVocabulary {
        @Test
        void isLookedAt() {
            assertTrue(vocabularies().size() >= 20, vocabularies()::toString);
            assertTrue(vocabularies().containsAll(Set.of(Theme.class, StyleCategory.class, Quote.Field.class)));
        }

        @ParameterizedTest
        @MethodSource("io.cineai.movie.VocabularyTest#vocabularies")
        void hasIdsThatColumnsAndModelsCanSay(Class<? extends Term> vocabulary) {
            for (Term term : vocabulary.getEnumConstants())
                assertTrue(term.id().matches("[a-z0-9_]+"), vocabulary.getSimpleName() + ": " + term.id());
        }

        @ParameterizedTest
        @MethodSource("io.cineai.movie.VocabularyTest#vocabularies")
        void hasNoWordAndNoMeaningTwice(Class<? extends Term> vocabulary) {
            Term[] terms = vocabulary.getEnumConstants();

            assertEquals(
                    terms.length, Arrays.stream(terms).map(Term::id).distinct().count());
            assertEquals(
                    terms.length,
                    Arrays.stream(terms).map(Term::meaning).distinct().count());
        }

        @ParameterizedTest
        @MethodSource("io.cineai.movie.VocabularyTest#vocabularies")
        void saysWhatEachWordMeansInOneLine(Class<? extends Term> vocabulary) {
            for (Term term : vocabulary.getEnumConstants()) {
                assertFalse(term.meaning().isBlank(), term.id());
                assertEquals(1, term.meaning().lines().count(), term.id());
            }
        }
    }

    @Nested
    class AWord {
        @Test
        void isFoundByItsId() {
            assertEquals(Optional.of(Theme.LOVE_ROMANCE), Term.of(Theme.class, "love_romance"));
            for (Theme theme : Theme.values()) assertEquals(Optional.of(theme), Term.of(Theme.class, theme.id()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"LOVE_ROMANCE", "love_romance ", "love romance", "", "joy", "noir"})
        void isNotFoundByAnythingElse(String id) {
            assertEquals(Optional.empty(), Term.of(Theme.class, id));
        }
    }

    @Nested
    class TheAppsWords {
        @Test
        void areThemes() {
            assertTrue(ids(Theme.values())
                    .containsAll(Set.of(
                            "identity_crisis",
                            "coming_of_age",
                            "self_actualization",
                            "love_romance",
                            "family_bonds",
                            "friendship",
                            "redemption",
                            "sacrifice",
                            "justice_revenge",
                            "mortality",
                            "meaning_life",
                            "freewill_fate",
                            "psychological_thriller")));
        }

        @Test
        void areAStyle() {
            assertTrue(ids(StyleCategory.values()).contains("neo_noir"));
        }

        @Test
        void areMotifs() {
            assertTrue(ids(Motif.values())
                    .containsAll(
                            Set.of("color_symbolism", "lighting", "symmetry", "recurring_objects", "composition")));
        }

        @Test
        void areNarratives() {
            assertTrue(ids(Narrative.values())
                    .containsAll(Set.of("heros_journey", "three_act", "circular", "parallel", "ensemble")));
        }

        private static Set<String> ids(Term... terms) {
            return Arrays.stream(terms).map(Term::id).collect(Collectors.toCollection(HashSet::new));
        }
    }

    @Nested
    class ALevel {
        @ParameterizedTest
        @ValueSource(doubles = {0, 0.5, 1})
        void isFromZeroToOne(double value) {
            assertEquals(value, new Level(value).value());
        }

        @ParameterizedTest
        @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void isNothingElse(double value) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> new Level(value));

            assertEquals("level must be in [0, 1]: " + value, refusal.getMessage());
        }
    }

    @Nested
    class AQuote {
        private static final Movie HEAT = film("A  thief\nand a detective.\t Los Angeles at night.");

        @Test
        void isInTheFieldThatItNames() {
            assertTrue(new Quote(Quote.Field.TITLE, "Heat").isIn(HEAT));
            assertTrue(new Quote(Quote.Field.GENRES, "Crime").isIn(HEAT));
            assertTrue(new Quote(Quote.Field.DIRECTORS, "Michael Mann").isIn(HEAT));
            assertTrue(new Quote(Quote.Field.CAST, "Pacino").isIn(HEAT));
            assertTrue(new Quote(Quote.Field.KEYWORDS, "bank robbery").isIn(HEAT));
            assertTrue(new Quote(Quote.Field.OVERVIEW, "Los Angeles at night").isIn(HEAT));
        }

        @Test
        void isInNoOtherField() {
            for (Quote.Field field : Quote.Field.values()) {
                assertEquals(field == Quote.Field.KEYWORDS, new Quote(field, "bank robbery").isIn(HEAT), field.id());
                assertEquals(field == Quote.Field.OVERVIEW, new Quote(field, "detective").isIn(HEAT), field.id());
            }
        }

        @Test
        void doesNotCareForWhiteSpace() {
            assertTrue(new Quote(Quote.Field.OVERVIEW, "thief and a detective. Los").isIn(HEAT));
            assertTrue(new Quote(Quote.Field.OVERVIEW, "  A thief\r\nand   a ").isIn(HEAT));
            assertTrue(new Quote(Quote.Field.KEYWORDS, "bank\trobbery").isIn(HEAT));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "A thief and the detective",
                    "a thief",
                    "thief detective",
                    "athief",
                    "Los Angeles at night. The end."
                })
        void isWordForWord(String text) {
            assertFalse(new Quote(Quote.Field.OVERVIEW, text).isIn(HEAT));
        }

        @Test
        void isOfOneWordOfAListAndNotOfTwo() {
            assertTrue(new Quote(Quote.Field.GENRES, "Drama").isIn(HEAT));
            assertFalse(new Quote(Quote.Field.GENRES, "Crime Drama").isIn(HEAT));
            assertFalse(new Quote(Quote.Field.GENRES, "Crime, Drama").isIn(HEAT));
        }

        @Test
        void isNotInAFilmThatSaysNothing() {
            Movie bare = FilmBuilder.aFilm("Heat").build();

            for (Quote.Field field : Quote.Field.values())
                assertFalse(new Quote(field, "robbery").isIn(bare), field.id());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n\t "})
        void isNotBlank(String text) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> new Quote(Quote.Field.TITLE, text));

            assertEquals("quote must not be blank", refusal.getMessage());
        }

        @Test
        void isShort() {
            assertEquals(
                    200, new Quote(Quote.Field.TITLE, "x".repeat(200)).text().length());

            var refusal =
                    assertThrows(IllegalArgumentException.class, () -> new Quote(Quote.Field.TITLE, "x".repeat(201)));

            assertEquals("quote must have at most 200 characters: 201", refusal.getMessage());
        }

        private static Movie film(String overview) {
            Movie plain = FilmBuilder.aFilm("Heat")
                    .withGenres("Crime", "Drama")
                    .by("Michael Mann")
                    .with("Al Pacino", "Robert De Niro")
                    .withKeywords("heist", "bank robbery")
                    .build();
            return new Movie(
                    plain.id(),
                    plain.title(),
                    plain.year(),
                    plain.genres(),
                    plain.directors(),
                    plain.cast(),
                    plain.keywords(),
                    plain.runtime(),
                    overview,
                    plain.posterUrl());
        }
    }
}
