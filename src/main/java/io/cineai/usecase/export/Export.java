package io.cineai.usecase.export;

import io.cineai.export.EdgeFolder;
import io.cineai.export.Edition;
import io.cineai.export.Figures;
import io.cineai.usecase.RunReport.Llm;
import io.cineai.usecase.RunReport.Problem;
import io.cineai.usecase.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One run: what it may do, and what came of it so far. */
final class Export {
    static final String SIMILAR = "similar";

    private static final int MOST_PROBLEMS = 20;

    private final EdgeFolder folder;
    private final Edition edition;
    private final Plan plan;
    private final BooleanSupplier over;
    private final Set<String> unfinished = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private long left;
    private long failed;
    private long personal;
    private boolean switched;

    Export(EdgeFolder folder, Plan plan, BooleanSupplier over) {
        this.folder = folder;
        this.plan = plan;
        this.over = over;
        edition = folder.edition();
    }

    EdgeFolder folder() {
        return folder;
    }

    Edition edition() {
        return edition;
    }

    Plan plan() {
        return plan;
    }

    /** Whether no more is to be taken up. */
    boolean isOver() {
        return over.getAsBoolean();
    }

    /** Films or users that were not taken up. */
    void leaves(String what, long items) {
        unfinished.add(what);
        left += items;
    }

    void addedPersonal() {
        personal++;
    }

    void failed(String item, String reason) {
        failed++;
        if (problems.size() < MOST_PROBLEMS) problems.add(new Problem(item, reason));
    }

    Export publish() {
        if (unfinished.contains(SIMILAR)) edition.keepOtherSimilar();
        switched = edition.publish();
        return this;
    }

    Tally tally() {
        Figures files = folder.figures();
        Tally tally = plan.counts()
                ? Tally.NOTHING.withRemaining(files.written())
                : new Tally(files.written(), failed, 0, files.unchanged(), left, Llm.NONE, problems, Map.of());
        return tally.withDetails(details(files));
    }

    private Map<String, Object> details(Figures files) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("lists", edition.lists());
        details.put(SIMILAR, edition.similar());
        details.put("personal", personal);
        details.put("bytes", files.bytes());
        details.put("bytesWritten", files.bytesWritten());
        details.put("removed", files.removed());
        details.put("switched", switched);
        if (!unfinished.isEmpty()) details.put("unfinished", unfinished);
        return details;
    }
}
