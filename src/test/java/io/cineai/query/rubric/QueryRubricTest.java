package io.cineai.query.rubric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.movie.MovieId;
import io.cineai.movie.Term;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Axis;
import io.cineai.query.FilmReference;
import io.cineai.query.Intent;
import io.cineai.query.ParsedQuery;
import io.cineai.query.ParsedQuery.Parser;
import io.cineai.query.Person;
import io.cineai.query.Range;
import io.cineai.query.Shift;
import io.cineai.query.Shift.Direction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRubricTest {
    private static final FilmReference ALIEN = new FilmReference(
            "Alien", 1979, Optional.of(new MovieId(UUID.fromString("00000000-0000-0000-0000-0000000000a1"))));

    private static final Names NAMES = new Names() {
        @Override
        public Optional<FilmReference> film(String title, int year) {
            return title.equalsIgnoreCase("alien") ? Optional.of(ALIEN) : Optional.empty();
        }

        @Override
        public Optional<String> person(String name) {
            return name.equalsIgnoreCase("tom cruise") ? Optional.of("Tom Cruise") : Optional.empty();
        }

        @Override
        public List<String> genres() {
            return List.of("Comedy", "Horror");
        }
    };

    /** The answer in the instructions. */
    private static Map<String, Object> example() {
        String instructions = QueryRubric.instructions();
        int start = instructions.indexOf("{\"intent\"");
        return read(instructions.substring(start, instructions.indexOf('\n', start)));
    }

    private static Map<String, Object> exampleWith(String field, String json) {
        Map<String, Object> answer = new HashMap<>(example());
        answer.put(field, read("{\"it\":" + json + "}").get("it"));
        return answer;
    }

    private static ParsedQuery accepted(Map<String, Object> answer) {
        return assertInstanceOf(Reading.Accepted.class, QueryRubric.judge(answer, NAMES))
                .query();
    }

    private static String rejected(Map<String, Object> answer) {
        return assertInstanceOf(Reading.Rejected.class, QueryRubric.judge(answer, NAMES))
                .why();
    }

    @Test
    void theAnswerInTheInstructionsIsAGoodOne() {
        ParsedQuery query = accepted(example());

        assertEquals(Intent.SIMILAR_TO, query.intent());
        assertEquals(List.of(ALIEN), query.references());
        assertEquals(List.of(new Shift(Axis.FUNNY, Direction.MORE)), query.shifts());
        assertEquals(List.of("violent"), query.exclude());
        assertEquals(new Range(Optional.of(1990), Optional.of(1999)), query.years());
        assertEquals(Range.ALL, query.runtime());
        assertEquals(Optional.empty(), query.audience());
        assertEquals(Optional.empty(), query.limit());
        assertEquals(Parser.MODEL, query.parser());
    }

    @Test
    void everyWordOfEveryVocabularyIsExplained() {
        String instructions = QueryRubric.instructions();

        for (Term term : Theme.values()) assertTrue(instructions.contains("- " + term.id() + ": " + term.meaning()));
        for (Term term : Axis.values()) assertTrue(instructions.contains("- " + term.id() + ": " + term.meaning()));
    }

    @Test
    void filmsAndPeopleAreCalledAsTheCatalogueDoes() {
        assertEquals(
                List.of(ALIEN),
                accepted(exampleWith("references", "[{\"title\": \"ALIEN\", \"year\": 0}]"))
                        .references());
        assertEquals(
                List.of(new Person("Tom Cruise", Person.Role.ACTOR)),
                accepted(exampleWith("people", "[{\"name\": \"tom cruise\", \"role\": \"actor\"}]"))
                        .people());
        assertEquals(
                List.of("Tom Cruise"),
                accepted(exampleWith("exclude", "[\"tom cruise\"]")).exclude());
    }

    @Test
    void aFilmThatTheCatalogueLacksIsNamedAndHasNoId() {
        assertEquals(
                List.of(new FilmReference("Solaris", 1972, Optional.empty())),
                accepted(exampleWith("references", "[{\"title\": \"Solaris\", \"year\": 1972}]"))
                        .references());
    }

    @Test
    void theQueryIsPartOfADocumentAndCut() {
        Map<String, Object> document = QueryRubric.document("x".repeat(10_000), List.of("Comedy"), 2026);

        assertEquals(
                QueryRubric.LONGEST + 1, String.valueOf(document.get("query")).length());
        assertEquals(List.of("Comedy"), document.get("genres"));
    }

    @Nested
    class WhatBreaksARule {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "intent | \"order_pizza\" | intent must be a word of its vocabulary",
                    "shifts | [{\"axis\": \"funny\", \"direction\": \"more\"}, {\"axis\": \"funny\", \"direction\": \"less\"}] | shifts must have each axis once",
                    "shifts | [{\"axis\": \"funny\", \"direction\": \"sideways\"}] | direction must be one of",
                    "genres_include | [\"Romantasy\"] | genres_include must be genres of the document",
                    "exclude | [\"drop table movies\"] | exclude must have words of a vocabulary",
                    "years | {\"from\": 2001, \"to\": 1999} | from must not be more than to",
                    "years | {\"from\": 12, \"to\": 0} | years.from must be 0 or in [1870, 2200]",
                    "limit | 1000 | limit must be in [1, 50]",
                    "limit | \"ten\" | limit must be whole numbers",
                    "confidence | 1.5 | confidence must be in [0, 1]",
                    "audience | \"dogs\" | audience must be one of",
                    "unresolved | [\"\"] | unresolved must have 1 to 100 letters",
                    "references | [{\"title\": \"Alien\", \"year\": 1979, \"url\": \"x\"}] | references[0].url must not be there",
                    "note | \"hello\" | note must not be there"
                })
        void isRejectedByPlaceAndRule(String field, String json, String why) {
            String said = rejected(exampleWith(field, json));
            assertTrue(said.contains(why), said);
        }

        @ParameterizedTest
        @ValueSource(strings = {"intent", "references", "years", "confidence", "unresolved"})
        void nothingMayBeLeftOut(String field) {
            Map<String, Object> answer = new HashMap<>(example());
            answer.remove(field);
            assertEquals(field + " must be there", rejected(answer));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String json) {
        try {
            return new ObjectMapper().readValue(json, Map.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new AssertionError(json, broken);
        }
    }
}
