package io.cineai.store.query;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static io.cineai.testkit.QueryBuilder.aQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Audience;
import io.cineai.query.Axis;
import io.cineai.query.ParsedQuery;
import io.cineai.query.ParsedQuery.Parser;
import io.cineai.query.Person.Role;
import io.cineai.query.Range;
import io.cineai.testkit.QueryBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryJsonTest {
    private static final ParsedQuery FULL = aQuery().like(
                    aFilm("Inception").of(2010).build())
            .unlike(aFilm("Heat").build())
            .more(Axis.EMOTIONAL)
            .less(Axis.DARK)
            .of("Sci-Fi")
            .noGenre("Horror")
            .inMood(Mood.HOPEFUL)
            .about(Theme.MEMORY_PAST, Theme.GRIEF_LOSS)
            .looking(StyleCategory.NEO_NOIR)
            .without("violent", "1980s")
            .saying("time \"travel\"")
            .with("Christopher Nolan", Role.DIRECTOR)
            .from(QueryBuilder.between(1990, 1999))
            .lasting(new Range(Optional.empty(), Optional.of(119)))
            .watchedBy(Audience.ADULTS)
            .atMost(5)
            .readBy(Parser.MODEL)
            .sure(0.875)
            .build();

    @Test
    void everyFieldIsThereAsTheAnswerHasIt() {
        assertEquals("""
                {"intent":"discover","references":[],"dissimilar":[],"shifts":[],"genres":{"include":[],"exclude":[]},"moods":[],\
                "themes":[],"styles":[],"exclude":[],"unresolved":[],"people":[],"years":{"from":null,"to":null},\
                "runtimeMinutes":{"min":null,"max":null},"audience":null,"limit":null,"confidence":0.9,"parser":"local"}""", QueryJson.of(aQuery().build()));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertEquals(Optional.of(FULL), StoredQuery.of(QueryJson.of(FULL)));
        assertEquals(Optional.of(aQuery().build()), StoredQuery.of(QueryJson.of(aQuery().build())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"parser\":\"model\" | \"parser\":\"oracle\"",
                "\"parser\":\"model\" | \"parser\":\"model\",\"more\":1",
                "\"limit\":5 | \"limit\":51",
                "\"limit\":5 | \"limit\":\"5\"",
                "\"limit\":5 | \"limit\":5.5",
                "\"limit\":5, | ``",
                "\"confidence\":0.875 | \"confidence\":2",
                "\"confidence\":0.875 | \"confidence\":null",
                "\"hopeful\" | \"hungry\"",
                "\"memory_past\" | \"MEMORY_PAST\"",
                "\"emotional\" | \"emotive\"",
                "\"from\":1990 | \"from\":2020",
                "\"title\":\"Inception\" | \"title\":null",
                "\"include\":[\"Sci-Fi\"] | \"include\":\"Sci-Fi\"",
                "\"exclude\":[\"violent\",\"1980s\"] | \"exclude\":[1]"
            })
    void whatIsNotOursIsNoParse(String ours, String other) {
        String json = QueryJson.of(FULL);
        String broken = json.replace(ours, other);

        assertEquals(false, broken.equals(json));
        assertEquals(Optional.empty(), StoredQuery.of(broken));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``", "null", "[]", "{}", "nonsense", "\"text\"", "{\"intent\":\"discover\"}"})
    void norIsWhatIsNoObject(String json) {
        assertEquals(Optional.empty(), StoredQuery.of(json));
    }
}
