package io.cineai.recommend.reason;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a film is in the list. reasons: strongest first. insight: null where there are none. */
public record Explanation(List<Reason> reasons, @Nullable Insight insight) {
    public static final Explanation NONE = new Explanation(List.of(), null);

    public Explanation {
        reasons = List.copyOf(reasons);
    }
}
