package io.cineai.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.query.GoldQuery.Part;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ParseScoreTest {
    private static final ParsedQuery NOTHING = parse("{'intent': 'discover'}");

    @Test
    void theGoldItselfIsPerfect() {
        Map<String, ParsedQuery> gold =
                GoldSet.all().stream().collect(Collectors.toMap(GoldQuery::text, GoldQuery::parse));

        ParseScore score = new GoldReport(gold::get).whole();

        assertEquals(1, score.intent());
        assertEquals(1, score.exactRate());
        assertEquals(1, score.allSlots().f1());
        assertEquals(1, score.titles().recall());
        assertEquals(1, score.negations().recall());
        for (Slot slot : Slot.values()) assertEquals(1, score.slots().get(slot).f1(), slot.name());
    }

    @Test
    void whoSaysNothingFindsNothing() {
        ParseScore score = new GoldReport(text -> NOTHING).whole();

        assertEquals(0, score.allSlots().recall());
        assertEquals(0, score.allSlots().f1());
        assertEquals(0, score.titles().recall());
        assertEquals(0, score.negations().recall());
        assertTrue(score.exactRate() < 0.05, "vague queries say nothing: " + score.exactRate());
    }

    @Test
    void aValueInAnotherSlotIsAMissAndTooMuch() {
        ParsedQuery liked = parse("{'intent': 'discover', 'references': [{'title': 'Heat', 'year': 1995}]}");
        ParsedQuery hated = parse("{'intent': 'discover', 'dissimilar': [{'title': 'Heat', 'year': 1995}]}");

        ParseScore score = ParseScore.of(hated, liked);

        assertEquals(new Hits(0, 1, 1), score.allSlots());
        assertEquals(new Hits(0, 1, 1), score.titles());
        assertEquals(new Hits(0, 1, 0), score.negations());
        assertEquals(0, score.exact());
    }

    @Test
    void theOtherFilmOfTheTitleIsAMiss() {
        ParsedQuery haggis = parse("{'intent': 'similar_to', 'references': [{'title': 'Crash', 'year': 2004}]}");
        ParsedQuery cronenberg = parse("{'intent': 'similar_to', 'references': [{'title': 'Crash', 'year': 1996}]}");

        assertEquals(0, ParseScore.of(haggis, cronenberg).titles().recall());
    }

    @Test
    void aFilmThatTheCatalogueLacksIsNoTitleToResolve() {
        ParsedQuery unknown = parse("{'intent': 'similar_to', 'references': [{'title': 'Gone Girl', 'year': 0}]}");
        ParsedQuery asWritten = parse("{'intent': 'similar_to', 'references': [{'title': 'gone girl', 'year': 0}]}");

        ParseScore score = ParseScore.of(unknown, asWritten);

        assertEquals(Hits.NONE, score.titles());
        assertEquals(1, score.exact());
    }

    @Test
    void whatIsToBeLessIsANegationAndWhatIsToBeMoreIsNone() {
        ParsedQuery gold = parse("{'intent': 'discover', 'shifts': [{'axis': 'dark', 'direction': 'less'},"
                + " {'axis': 'funny', 'direction': 'more'}], 'genres': {'exclude': ['Horror']}, 'exclude': ['sad']}");

        assertEquals(3, ParseScore.of(gold, gold).negations().gold());
    }

    @Test
    void lessIsNotMore() {
        ParsedQuery less = parse("{'intent': 'discover', 'shifts': [{'axis': 'dark', 'direction': 'less'}]}");
        ParsedQuery more = parse("{'intent': 'discover', 'shifts': [{'axis': 'dark', 'direction': 'more'}]}");

        assertEquals(new Hits(0, 1, 1), ParseScore.of(less, more).slots().get(Slot.SHIFTS));
    }

    @Test
    void eachEndOfARangeCounts() {
        ParsedQuery nineties = parse("{'intent': 'discover', 'years': {'from': 1990, 'to': 1999}}");
        ParsedQuery sinceThen = parse("{'intent': 'discover', 'years': {'from': 1990}}");

        assertEquals(
                new Hits(1, 2, 1), ParseScore.of(nineties, sinceThen).slots().get(Slot.YEARS));
    }

    @Test
    void unresolvedIsComparedByWordsThatSaySomething() {
        ParsedQuery phrase = parse("{'intent': 'discover', 'unresolved': ['set in the 60s', 'Valentine’s day']}");
        ParsedQuery words =
                parse("{'intent': 'discover', 'unresolved': ['Set', '60s', \"valentine's day\", 'please']}");

        assertEquals(1, ParseScore.of(phrase, words).exact());
    }

    @Test
    void namesAreComparedWithoutTheirAccents() {
        ParsedQuery accents = person("Agnès Varda");
        ParsedQuery plain = person("Agnes Varda");

        assertEquals(1, ParseScore.of(accents, plain).exact());
    }

    @Test
    void aWrongIntentIsNoExactParse() {
        ParsedQuery compare = parse("{'intent': 'compare'}");

        ParseScore score = ParseScore.of(compare, NOTHING);

        assertEquals(0, score.intent());
        assertEquals(0, score.exact());
    }

    @Test
    void missesAreOfOneHalfOnly() {
        Function<String, ParsedQuery> silent = text -> NOTHING;
        List<String> untouchable =
                GoldSet.of(Part.TEST).stream().map(GoldQuery::text).toList();

        String misses = new GoldReport(silent).misses(Part.DEV);

        assertTrue(misses.contains("movies like inception [single reference]"), misses);
        for (String text : untouchable)
            assertFalse(misses.lines().anyMatch(line -> line.startsWith(text + " [")), text);
    }

    private static ParsedQuery person(String name) {
        return parse("{'intent': 'discover', 'people': [{'name': '" + name + "', 'role': 'director'}]}");
    }

    private static ParsedQuery parse(String json) {
        String line = "{'q': 'any', 'stratum': 'any', 'set': 'dev', 'parse': " + json + "}";
        return GoldSet.query(line.replaceAll("(?<!\\w)'|'(?!\\w)", "\"")).parse();
    }
}
