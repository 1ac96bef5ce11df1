package io.cineai.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.MovieId;
import io.cineai.recommend.Opinion.Words;
import io.cineai.taste.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an opinion may do to a list, over users of the sample who did little so far. */
class OpinionTest {
    private static final ListSettings SETTINGS = new ListSettings(50, Algorithm.HYBRID, 0.4, true);

    private final Recommender recommender = new Recommender(SETTINGS);

    private static List<Evidence> thinUsers() {
        return SampleEvidence.AUDIENCE.stream()
                .map(user ->
                        user.signals().subList(0, Math.min(6, user.signals().size())))
                .map((List<Signal> few) -> SampleEvidence.of(few))
                .toList();
    }

    private List<Recommendation> list(Evidence evidence, Opinion opinion) {
        return recommender
                .recommend(evidence, recommender.shortlist(evidence), SampleEvidence.BY_ID, opinion)
                .films();
    }

    private static List<MovieId> films(List<Recommendation> list) {
        return list.stream().map(it -> it.movie().id()).toList();
    }

    private static Opinion ordering(List<MovieId> order) {
        return new Opinion(order, Map.of());
    }

    @Test
    void noOpinionIsTheListAsItIs() {
        for (Evidence evidence : thinUsers())
            assertEquals(SampleEvidence.listFor(evidence, SETTINGS).films(), list(evidence, Opinion.NONE));
    }

    /** The order names everything there is, what the user knows first: none of that comes in. */
    @Test
    void whateverIsPutFirstOnlyFilmsThatCompetedAreInTheList() {
        Random random = new Random(3);
        int moved = 0;
        for (Evidence evidence : thinUsers()) {
            Set<MovieId> competed = Set.copyOf(recommender.shortlist(evidence).films());
            List<MovieId> everything = new ArrayList<>(SampleEvidence.BY_ID.keySet());
            Collections.sort(everything);
            Collections.shuffle(everything, random);
            everything.addAll(0, evidence.taste().settled());

            List<MovieId> heard = films(list(evidence, ordering(everything)));

            assertEquals(SETTINGS.size(), Set.copyOf(heard).size());
            assertTrue(competed.containsAll(heard));
            for (MovieId film : evidence.taste().settled()) assertFalse(heard.contains(film));
            if (!heard.equals(films(list(evidence, Opinion.NONE)))) moved++;
        }
        assertTrue(moved > 50, "moved: " + moved);
    }

    @Test
    void reasonsSharesAndRelevanceStayThoseOfTheScore() {
        for (Evidence evidence : thinUsers()) {
            List<Recommendation> plain = list(evidence, Opinion.NONE);
            Map<MovieId, Recommendation> known =
                    plain.stream().collect(Collectors.toMap(it -> it.movie().id(), it -> it));
            List<MovieId> reversed = new ArrayList<>(films(plain));
            Collections.reverse(reversed);

            List<Recommendation> heard = list(evidence, ordering(reversed));

            for (Recommendation place : heard) {
                Recommendation before = known.get(place.movie().id());
                if (before == null) continue;
                assertEquals(before.reasons(), place.reasons());
                assertEquals(before.relevance(), place.relevance());
                assertTrue(place.remark().reranked());
            }
            for (int place = 1; place < heard.size(); place++)
                assertTrue(
                        heard.get(place).score().compareTo(heard.get(place - 1).score()) <= 0);
        }
    }

    @Test
    void wordsAreShownUnderTheReasonsThatTheyWereMadeOfAndWhereTheyStandTheCheck() {
        Evidence evidence = thinUsers().get(0);
        List<Recommendation> plain = list(evidence, Opinion.NONE);
        Map<MovieId, Words> words = new HashMap<>();
        Recommendation good = plain.get(0);
        Recommendation otherSlots = plain.get(1);
        Recommendation tampered = plain.get(2);
        words.put(good.movie().id(), new Words(good.text() + "!", Opinion.slots(good.reasons())));
        words.put(otherSlots.movie().id(), new Words(otherSlots.text() + "!", "people|somebody|else"));
        words.put(tampered.movie().id(), new Words("The best film of all time", Opinion.slots(tampered.reasons())));

        List<Recommendation> heard = list(evidence, new Opinion(List.of(), words));

        assertEquals(good.text() + "!", heard.get(0).text());
        assertNotEquals(Remark.NONE, heard.get(0).remark());
        assertEquals(otherSlots.text(), heard.get(1).text());
        assertNull(heard.get(1).remark().words());
        assertEquals(tampered.text(), heard.get(2).text());
        assertEquals(Remark.NONE, heard.get(3).remark());
    }
}
