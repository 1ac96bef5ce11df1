package io.cineai.functions.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.Session;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a new installation waits for its first list, and how many lists a second one process makes. */
class SpeedBenchmark {
    private static final int WARM_UP = 30;
    private static final int MEASURED = 12;
    private static final int WARM_UP_OF_OPINIONS = 4;
    private static final int MEASURED_OF_OPINIONS = 7;
    private static final int COPIES = 10;

    /** Whole hybrid lists, each film with its reasons and how it goes with its user. */
    private static final double LEAST_USERS_A_SECOND = 250;

    /**
     * Work that never waits is best collected by all cores at once, a heap that grows is not what is measured, and rows that are read all over
     * the memory are sooner found on large pages.
     */
    private static final Map<String, String> JVM =
            Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC -Xms2g -Xmx2g -XX:+UseTransparentHugePages");

    private final MovieLensData data = MovieLensData.orSkip();

    @Test
    void everyListIsMadeInTime(@TempDir Path temp) throws Exception {
        Path tenfold = data.repeated(COPIES, temp.resolve("tenfold"));

        Start small;
        List<Sweep> of610;
        List<Sweep> ofNewOpinions;
        try (RunningLocal local = RunningLocal.on(data.folder(), temp.resolve("small"), JVM)) {
            small = Start.of(local);
            of610 = sweeps(local, WARM_UP, MEASURED);
            ofNewOpinions = sweepsAfterOpinions(local);
            System.out.printf(
                    "peak memory after generation: %d MB%n", local.process().peakMegabytes());
        }
        List<Sweep> of6100;
        try (RunningLocal local = RunningLocal.on(tenfold, temp.resolve("large"), JVM)) {
            Start.of(local);
            of6100 = sweeps(local, 2, 5);
            System.out.printf(
                    "peak memory after generation: %d MB%n", local.process().peakMegabytes());
        }

        double usersASecond = median(of610, Sweep::usersASecond);
        double cpuRatio = median(of6100, Sweep::cpuMillisAUser) / median(of610, Sweep::cpuMillisAUser);
        double wallRatio = usersASecond / median(of6100, Sweep::usersASecond);
        System.out.printf(
                "median of 610 users: %.0f users/s, of 6,100: %.0f users/s; a user among ten times as many takes %.2f times"
                        + " the time, %.2f times the CPU%n",
                usersASecond, median(of6100, Sweep::usersASecond), wallRatio, cpuRatio);
        System.out.printf(
                "after one more opinion of each of 610 users: %.0f users/s, %.2f ms of CPU a user%n",
                median(ofNewOpinions, Sweep::usersASecond), median(ofNewOpinions, Sweep::cpuMillisAUser));
        System.out.printf(
                "%.2f ms of CPU a user, Java and Postgres: %.0f users/s on two cores with nothing else to do%n",
                median(of610, Sweep::cpuMillisAUser), 2_000 / median(of610, Sweep::cpuMillisAUser));
        assertAll(
                () -> assertTrue(small.seconds() <= 60, "ready after " + small.seconds() + " s"),
                () -> assertTrue(small.training() <= 20, "trained in " + small.training() + " s"),
                () -> assertTrue(small.heap() <= 1024, "training took " + small.heap() + " MB of heap"),
                () -> assertTrue(usersASecond >= LEAST_USERS_A_SECOND, usersASecond + " users a second"),
                () -> assertTrue(cpuRatio <= 1.3, "CPU a user grows by " + cpuRatio));
    }

    /**
     * From the start of the process to the last list.
     *
     * @param training seconds
     * @param heap most megabytes while training, garbage included
     */
    private record Start(double seconds, double training, double heap) {
        static Start of(RunningLocal local) throws Exception {
            try (Session database = local.database()) {
                assertEquals(
                        0L,
                        database.count("select count(*) from recommendation_feeds where algorithm_used = 'popular'"),
                        "lists that were made before there was a model");
                String trained = "select report ->> '%s' from cineai.similarity_model";
                Start start = new Start(
                        local.secondsToReady(),
                        Double.parseDouble(database.one(trained.formatted("seconds"))),
                        Double.parseDouble(database.one(trained.formatted("peakHeapMegabytes"))));
                System.out.printf(
                        "start to last list: %.1f s; training: %.1f s, peak heap %.0f MB; peak memory of the process %d MB%n",
                        start.seconds,
                        start.training,
                        start.heap,
                        local.process().peakMegabytes());
                return start;
            }
        }
    }

    /** One forced run over all users in which the list of every one of them changes: other films in another order. */
    private record Sweep(long users, long rows, double seconds, double javaCpu, double postgresCpu) {
        double usersASecond() {
            return users / seconds;
        }

        double cpuMillisAUser() {
            return (javaCpu + postgresCpu) / users * 1_000;
        }

        static Sweep of(RunningLocal local, int turn) throws Exception {
            double java = local.process().cpuSeconds();
            double postgres = local.postgresCpuSeconds();
            JsonObject report = local.post(
                    "recommendation-job",
                    new JsonObject()
                            .put("force", true)
                            .put("deadlineSeconds", 600)
                            .put("diversityFactor", turn % 2 == 0 ? 0.4 : 0.1));
            double javaAfter = local.process().cpuSeconds();
            double postgresAfter = local.postgresCpuSeconds();
            return new Sweep(
                    report.getLong("succeeded"),
                    rowsOfLatest(local),
                    report.getLong("durationMs") / 1000.0,
                    javaAfter - java,
                    postgresAfter - postgres);
        }

        private static long rowsOfLatest(RunningLocal local) throws Exception {
            try (Session database = local.database()) {
                return database.count("""
                        select count(*)
                          from recommendations
                          join recommendation_feeds using (user_id, generation)""");
            }
        }

        void print(String name) {
            System.out.printf(
                    "| %s | %d | %d | %.0f | %.2f | %.2f |%n",
                    name, users, rows, usersASecond(), javaCpu / users * 1_000, postgresCpu / users * 1_000);
        }
    }

    /** Everybody likes one more film, or likes it anew: then each list is another, and nearly each reason of each film. */
    private static final String AN_OPINION = """
            insert into ratings (user_id, movie_id, rating, interested, rated_at)
            select u.id, liked.id, 5, true, now()
              from auth.users u
             cross join (select movie_id as id from ratings group by movie_id order by count(*) desc, movie_id offset %d limit 1) liked
                on conflict (user_id, movie_id) do update set rating = excluded.rating, rated_at = excluded.rated_at""";

    private static List<Sweep> sweepsAfterOpinions(RunningLocal local) throws Exception {
        System.out.println(
                "| after one more opinion each | users | rows written | users/s | CPU s a 1,000: Java | Postgres |");
        List<Sweep> sweeps = new ArrayList<>();
        for (int turn = 1; turn <= WARM_UP_OF_OPINIONS + MEASURED_OF_OPINIONS; turn++) {
            try (Session database = local.database()) {
                // Without the triggers: nothing is made before it is measured.
                database.run("set session_replication_role = replica");
                database.run(AN_OPINION.formatted(turn));
            }
            Sweep sweep = Sweep.of(local, turn);
            sweep.print(turn <= WARM_UP_OF_OPINIONS ? "warm-up" : "measured");
            if (turn > WARM_UP_OF_OPINIONS) sweeps.add(sweep);
        }
        return sweeps;
    }

    private static List<Sweep> sweeps(RunningLocal local, int warmUp, int measured) throws Exception {
        System.out.println("| sweep | users | rows written | users/s | CPU s a 1,000: Java | Postgres |");
        List<Sweep> sweeps = new ArrayList<>();
        for (int turn = 1; turn <= warmUp + measured; turn++) {
            Sweep sweep = Sweep.of(local, turn);
            sweep.print(turn <= warmUp ? "warm-up" : "measured");
            if (turn > warmUp) sweeps.add(sweep);
        }
        IntStream.range(0, sweeps.size())
                .forEach(i -> assertEquals(sweeps.get(0).users(), sweeps.get(i).users(), "a list failed"));
        return sweeps;
    }

    private static double median(List<Sweep> sweeps, ToDoubleFunction<Sweep> figure) {
        return sweeps.stream()
                .sorted(Comparator.comparingDouble(figure))
                .mapToDouble(figure)
                .toArray()[sweeps.size() / 2];
    }
}
