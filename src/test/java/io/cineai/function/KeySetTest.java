package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.testkit.Signer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeySetTest {
    private static final Logger LOG = Logger.getLogger(KeySet.class.getName());
    private static final PublicKeys OLD = keys(Signer.es256("old"));
    private static final PublicKeys BOTH = keys(Signer.es256("old"), Signer.rs256("new"));
    private static final PublicKeys NEW = keys(Signer.rs256("new"));
    private static final KeyId OLD_KEY = new KeyId("ES256", "old");
    private static final KeyId NEW_KEY = new KeyId("RS256", "new");
    private static final KeyId NO_KEY = new KeyId("RS256", "nobody's");
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    final SetClock clock = new SetClock();
    final Slow source = new Slow();
    final KeySet set = new KeySet(source, new KeySet.Pace(REMEMBERED, PAUSE, KEPT), clock);

    /** Answers when the test says so. */
    private static final class Slow implements KeySource {
        private final Queue<UniEmitter<? super PublicKeys>> asked = new ArrayDeque<>();
        private int readings;

        @Override
        public Uni<PublicKeys> read() {
            return Uni.createFrom().emitter(emitter -> {
                readings++;
                asked.add(emitter);
            });
        }

        void answers(PublicKeys keys) {
            asked.remove().complete(keys);
        }

        void fails() {
            asked.remove().fail(new UnreadableKeys("it is out of order"));
        }
    }

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(null);
    }

    @Test
    void nothingIsReadBeforeAKeyIsWanted() {
        assertEquals(0, source.readings);
    }

    @Test
    void allWhoWaitWaitForOneReading() {
        List<CompletableFuture<Optional<KeySet.Found>>> waiting = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) waiting.add(find(i % 2 == 0 ? OLD_KEY : NO_KEY));
        assertEquals(1, source.readings);

        source.answers(OLD);

        for (int i = 0; i < 1_000; i++)
            assertEquals(i % 2 == 0, waiting.get(i).join().isPresent());
        assertEquals(1, source.readings);
    }

    @Test
    void whereNothingWasEverReadThatIsNotTheTokensFault() {
        CompletableFuture<Optional<KeySet.Found>> first = find(OLD_KEY);

        source.fails();

        assertRefused(2, first);
        assertRefused(2, find(OLD_KEY));
        assertEquals(1, source.readings);
        clock.passes(Duration.ofSeconds(2));
        CompletableFuture<Optional<KeySet.Found>> second = find(OLD_KEY);
        source.answers(OLD);
        assertEquals(true, second.join().isPresent());
    }

    @Nested
    class WhenKeysAreKnown {
        WhenKeysAreKnown() {
            CompletableFuture<Optional<KeySet.Found>> first = find(OLD_KEY);
            source.answers(OLD);
            assertEquals(
                    clock.instant().plus(REMEMBERED), first.join().orElseThrow().due());
        }

        @Test
        void theyAreUsedForAWhileWithoutALook() {
            clock.passes(REMEMBERED.minus(A_MOMENT));

            for (int i = 0; i < 100; i++)
                assertEquals(true, find(OLD_KEY).join().isPresent());

            assertEquals(1, source.readings);
        }

        @Test
        void thenOneIsGoneThatIsNotPublishedAnyMore() {
            clock.passes(REMEMBERED);
            CompletableFuture<Optional<KeySet.Found>> old = find(OLD_KEY);
            CompletableFuture<Optional<KeySet.Found>> other = find(NEW_KEY);

            source.answers(NEW);

            assertEquals(Optional.empty(), old.join());
            assertEquals(true, other.join().isPresent());
            assertEquals(2, source.readings);
        }

        @Test
        void aNewOneIsReadAtOnceEvenRightAfterTheFirst() {
            CompletableFuture<Optional<KeySet.Found>> found = find(NEW_KEY);
            source.answers(BOTH);

            assertEquals(true, found.join().isPresent());
            assertEquals(true, find(OLD_KEY).join().isPresent());
            assertEquals(2, source.readings);
        }

        @Test
        void whatIsNobodysIsLookedForOnceInAWhileAndHoldsUpNobody() {
            CompletableFuture<Optional<KeySet.Found>> unknown = find(NO_KEY);
            for (int i = 0; i < 1_000; i++) {
                find(new KeyId("ES256", "made up " + i));
                assertEquals(true, find(OLD_KEY).isDone());
            }
            source.answers(OLD);
            assertEquals(Optional.empty(), unknown.join());
            for (int i = 0; i < 1_000; i++)
                assertEquals(
                        Optional.empty(),
                        find(new KeyId("ES256", "made up " + i)).join());
            assertEquals(2, source.readings);

            clock.passes(PAUSE);
            CompletableFuture<Optional<KeySet.Found>> later = find(NO_KEY);
            assertEquals(3, source.readings);
            source.answers(BOTH);

            assertEquals(Optional.empty(), later.join());
        }

        @Test
        void theyAreKeptWhileTheirSourceIsOutOfReach() {
            clock.passes(REMEMBERED);
            CompletableFuture<Optional<KeySet.Found>> waiting = find(OLD_KEY);
            source.fails();
            assertEquals(
                    clock.instant().plus(PAUSE), waiting.join().orElseThrow().due());
            assertEquals(true, find(OLD_KEY).isDone());
            assertEquals(2, source.readings);

            clock.passes(PAUSE);
            assertEquals(true, find(OLD_KEY).isDone(), "nobody waits for what failed before");
            assertEquals(3, source.readings);
            find(OLD_KEY);
            assertEquals(3, source.readings);
            source.fails();

            clock.passes(KEPT.minus(REMEMBERED).minus(PAUSE).minus(A_MOMENT));
            assertEquals(true, find(OLD_KEY).isDone());
            source.fails();
            clock.passes(A_MOMENT);
            assertRefused(30, find(OLD_KEY));
        }

        @Test
        void aNewOneCannotBeToldWhileTheirSourceIsOutOfReach() {
            CompletableFuture<Optional<KeySet.Found>> unknown = find(NEW_KEY);
            source.fails();

            assertRefused(30, unknown);
            clock.passes(Duration.ofMillis(1_500));
            assertRefused(29, find(NEW_KEY));
            assertEquals(true, find(OLD_KEY).join().isPresent());
            assertEquals(2, source.readings);
            clock.passes(PAUSE);
            CompletableFuture<Optional<KeySet.Found>> later = find(NEW_KEY);
            source.answers(BOTH);
            assertEquals(true, later.join().isPresent());
        }
    }

    @Test
    void aPaceMakesSense() {
        assertThrows(IllegalArgumentException.class, () -> new KeySet.Pace(Duration.ZERO, PAUSE, KEPT));
        assertThrows(IllegalArgumentException.class, () -> new KeySet.Pace(REMEMBERED, PAUSE.negated(), KEPT));
        assertThrows(IllegalArgumentException.class, () -> new KeySet.Pace(REMEMBERED, PAUSE, Duration.ofMinutes(9)));
    }

    private CompletableFuture<Optional<KeySet.Found>> find(KeyId id) {
        return set.find(id).subscribeAsCompletionStage();
    }

    private static void assertRefused(int seconds, CompletableFuture<Optional<KeySet.Found>> found) {
        Throwable failure = assertThrows(Exception.class, found::join).getCause();
        Refused refused = (Refused) failure;
        assertEquals(503, refused.problem().status());
        assertEquals(seconds, refused.problem().retryAfter());
    }

    private static PublicKeys keys(Signer... signers) {
        JsonArray keys = new JsonArray(Arrays.stream(signers).map(Signer::jwk).toList());
        return PublicKeys.of(new JsonObject().put("keys", keys).encode());
    }
}
