package io.cineai.usecase;

import static io.cineai.testkit.FilmBuilder.idOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Diversity;
import io.cineai.recommend.ListSettings;
import io.cineai.store.fact.UserFacts;
import io.cineai.store.fact.UserFacts.ReadyList;
import io.cineai.taste.Signal;
import io.cineai.taste.Signal.Kind;
import io.cineai.usecase.list.RecommendConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InputDigestTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Signal RATED = new Signal(idOf("Heat"), Kind.RATING, 4, THEN);
    private static final Signal WANTED = new Signal(idOf("Ronin"), Kind.WATCHLIST, 0, THEN);
    private static final String MADE_WITH = new ListSettings(50, Algorithm.HYBRID, 0.4, true).fingerprint() + "/v1";
    private static final Configured CONFIG = new Configured(50, true, 2);

    private record Configured(int listSize, boolean graded, double recencyDecay) implements RecommendConfig {
        @Override
        public Algorithm algorithm() {
            return Algorithm.HYBRID;
        }

        @Override
        public Diversity diversity() {
            return Diversity.MMR;
        }

        @Override
        public double diversityFactor() {
            return 0.4;
        }

        @Override
        public boolean explanations() {
            return true;
        }

        @Override
        public Duration maxAge() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration freshFor() {
            return Duration.ofHours(6);
        }
    }

    @Test
    void whateverChangesListsChangesTheDigest() {
        List<String> digests = List.of(
                digest(facts(Set.of("War"), RATED, WANTED)),
                digest(facts(Set.of("War"), RATED)),
                digest(facts(Set.of("War"), RATED, RATED, WANTED)),
                digest(facts(Set.of("War"), new Signal(idOf("Clue"), Kind.RATING, 4, THEN), WANTED)),
                digest(facts(Set.of("War"), new Signal(idOf("Heat"), Kind.RATING, 4.5, THEN), WANTED)),
                digest(facts(Set.of("War"), new Signal(idOf("Heat"), Kind.LIKE, 4, THEN), WANTED)),
                digest(facts(Set.of("War"), new Signal(idOf("Heat"), Kind.RATING, 4, THEN.plusNanos(1_000)), WANTED)),
                digest(facts(Set.of(), RATED, WANTED)),
                digest(facts(Set.of("Crime"), RATED, WANTED)),
                digest(facts(Set.of("War", "Crime"), RATED, WANTED)),
                digest(facts(Set.of("Crime, War"), RATED, WANTED)),
                InputDigest.of(facts(Set.of("War"), RATED, WANTED), MADE_WITH + "1", CONFIG),
                InputDigest.of(facts(Set.of("War"), RATED, WANTED), MADE_WITH, new Configured(50, false, 2)),
                InputDigest.of(facts(Set.of("War"), RATED, WANTED), MADE_WITH, new Configured(50, true, 1)));

        assertEquals(digests.size(), new HashSet<>(digests).size(), digests::toString);
        assertTrue(digests.stream().allMatch(it -> it.matches("[0-9a-f]{32}")));
    }

    @Test
    void nothingElseChangesIt() {
        UserFacts facts = facts(new LinkedHashSet<>(List.of("War", "Crime", "Drama")), RATED, WANTED);
        UserFacts reordered = facts(new LinkedHashSet<>(List.of("Drama", "Crime", "War")), RATED, WANTED);
        ReadyList list = new ReadyList("digest", "etag", THEN, THEN);
        UserFacts served = new UserFacts(facts.signals(), facts.favouriteGenres(), Optional.of(list));

        assertEquals(digest(facts), digest(reordered));
        assertEquals(digest(facts), digest(served));
        assertEquals(digest(facts), InputDigest.of(facts, MADE_WITH, new Configured(20, true, 2)));
    }

    private static String digest(UserFacts facts) {
        return InputDigest.of(facts, MADE_WITH, CONFIG);
    }

    private static UserFacts facts(Set<String> genres, Signal... signals) {
        return new UserFacts(List.of(signals), genres, Optional.empty());
    }
}
