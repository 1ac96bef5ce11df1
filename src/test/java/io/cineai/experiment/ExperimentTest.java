package io.cineai.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.recommend.Algorithm;
import io.cineai.recommend.ListSettings;
import io.cineai.taste.UserId;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final int MANY = 10_000;
    private static final List<UserId> USERS = users(MANY);

    /** What chi-square with two, and with three, degrees of freedom exceeds once in a thousand. */
    private static final double RARE_OF_TWO = 13.82;

    private static final double RARE_OF_THREE = 16.27;

    @Test
    void aUserStaysInTheArm() {
        UserId ada = new UserId(UUID.fromString("00000000-0000-0000-0000-00000000ada0"));

        assertEquals("first", of("a", 1, 1, 1).armOf(ada).name());
        assertEquals("first", of("a", 1, 1, 1).armOf(ada).name());
        assertEquals("second", of("b", 1, 1, 1).armOf(ada).name());
    }

    @Test
    void armsHaveTheirShares() {
        long[] counts = counts(of("shares", 50, 30, 20));

        double chiSquare = 0;
        int[] shares = {50, 30, 20};
        for (int k = 0; k < shares.length; k++) {
            double expected = MANY * shares[k] / 100.0;
            chiSquare += (counts[k] - expected) * (counts[k] - expected) / expected;
        }
        assertTrue(chiSquare < RARE_OF_TWO, List.of(counts[0], counts[1], counts[2]) + ": " + chiSquare);
    }

    @Test
    void anotherExperimentMixesTheUsersAnew() {
        Experiment one = of("one", 1, 1);
        Experiment other = of("other", 1, 1);
        long[][] both = new long[2][2];

        for (UserId user : USERS) both[arm(one, user)][arm(other, user)]++;

        double expected = MANY / 4.0;
        double chiSquare = Stream.of(both)
                .flatMapToLong(LongStream::of)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertTrue(chiSquare < RARE_OF_THREE, "arms of two experiments go together: " + chiSquare);
    }

    @Test
    void theDatabaseSaysTheSame() throws Exception {
        int[] shares = {1, 49, 3_000, 950};
        Experiment experiment = of("5f0c salt: ~!", shares);
        try (Session session = TestPostgres.fresh().connect()) {
            String ids =
                    "{" + String.join(",", USERS.stream().map(UserId::toString).toList()) + "}";

            List<String> numbers = session.rows(
                    "select cineai.arm_number(?, '{1,49,3000,950}', id) from unnest(?::uuid[]) with ordinality as t (id, n) order by n",
                    "5f0c salt: ~!",
                    ids);

            List<String> ours = USERS.stream()
                    .map(user -> String.valueOf(arm(experiment, user) + 1))
                    .toList();
            assertEquals(ours, numbers);
            assertEquals(4, ours.stream().distinct().count());
        }
    }

    @Test
    void anArmOverridesWhatItSaysAndNothingElse() {
        ListSettings configured = new ListSettings(50, Algorithm.HYBRID, 0.4, true);

        assertEquals(configured, new Arm("as-is", 1, null, null).over(configured));
        assertEquals(
                new ListSettings(50, Algorithm.COLLABORATIVE, 0.4, true),
                new Arm("a", 1, Algorithm.COLLABORATIVE, null).over(configured));
        assertEquals(new ListSettings(50, Algorithm.HYBRID, 0, true), new Arm("a", 1, null, 0.0).over(configured));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Arm("a", 0, null, null));
        assertThrows(IllegalArgumentException.class, () -> new Arm("a", 1, null, 1.1));
        assertThrows(IllegalArgumentException.class, () -> new Experiment("none", "salt", List.of()));
        Arm arm = new Arm("a", 1, null, null);
        assertThrows(IllegalArgumentException.class, () -> new Experiment("twice", "salt", List.of(arm, arm)));
    }

    private static long[] counts(Experiment experiment) {
        long[] counts = new long[experiment.arms().size()];
        for (UserId user : USERS) counts[arm(experiment, user)]++;
        return counts;
    }

    private static int arm(Experiment experiment, UserId user) {
        return experiment.arms().indexOf(experiment.armOf(user));
    }

    private static Experiment of(String salt, int... shares) {
        String[] names = {"first", "second", "third", "fourth"};
        List<Arm> arms = new ArrayList<>();
        for (int k = 0; k < shares.length; k++) arms.add(new Arm(names[k], shares[k], null, null));
        return new Experiment("test", salt, arms);
    }

    private static List<UserId> users(int count) {
        SplittableRandom random = new SplittableRandom(7);
        return Stream.generate(() -> new UserId(new UUID(random.nextLong(), random.nextLong())))
                .limit(count)
                .toList();
    }
}
