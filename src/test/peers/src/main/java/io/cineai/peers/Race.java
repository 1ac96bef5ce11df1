package io.cineai.peers;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.LogManager;

/** Runs engines one after the other on the same split, and writes their lists and seconds where they are measured. */
final class Race {
    /** The longest list a measure looks at. */
    static final int LENGTH = 100;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Path folder;
    private final String only;
    private final TrainingFiles split;

    /**
     * Silences what engines log, too.
     *
     * @param args the folder of the split; the name of an engine, where only that one is to run
     */
    Race(String... args) {
        LogManager.getLogManager().reset();
        this.folder = Path.of(args[0]);
        this.only = args.length > 1 ? args[1] : "";
        this.split = TrainingFiles.read(folder);
    }

    TrainingFiles split() {
        return split;
    }

    /** Learns and writes the list of every user who is asked for. What may not be recommended is left out here too, for all alike. */
    void run(String engine, Engine contestant) throws Exception {
        if (!only.isEmpty() && !only.equals(engine)) return;
        long start = System.nanoTime();
        long startOfWork = PROCESS.getProcessCpuTime();
        Map<Integer, List<Integer>> lists = contestant.lists();
        double seconds = (System.nanoTime() - start) / 1e9;
        double work = (PROCESS.getProcessCpuTime() - startOfWork) / 1e9;
        int listed = write(engine, lists);
        Files.writeString(
                folder.resolve("seconds-" + engine + ".csv"),
                String.format(Locale.ROOT, "wall,cpu%n%.1f,%.1f%n", seconds, work));
        System.out.printf(
                "%s: %d users, %.1f films each, %.1f s, %.1f s of CPU%n",
                engine, split.asked().size(), (double) listed / split.asked().size(), seconds, work);
    }

    private int write(String engine, Map<Integer, List<Integer>> lists) throws IOException {
        List<String> lines = new ArrayList<>(List.of("userId,movieId,rank"));
        for (int user : split.asked()) {
            List<Integer> list = lists.getOrDefault(user, List.of()).stream()
                    .filter(film -> split.mayBeRecommended(user, film))
                    .limit(LENGTH)
                    .toList();
            for (int i = 0; i < list.size(); i++) lines.add(user + "," + list.get(i) + "," + (i + 1));
        }
        Files.write(folder.resolve("recommendations-" + engine + ".csv"), lines);
        return lines.size() - 1;
    }

    /** Everything between the split and the lists. */
    interface Engine {
        /** Films best first, by user; more than are wanted where the engine cannot leave out what was rated. */
        Map<Integer, List<Integer>> lists() throws Exception;
    }
}
