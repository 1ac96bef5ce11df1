package io.cineai.recommend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a film is in the list. reasons: strongest first. insight: null where there are none. */
record Explanation(List<Reason> reasons, @Nullable Insight insight) {
    static final Explanation NONE = new Explanation(List.of(), null);

    Explanation {
        reasons = List.copyOf(reasons);
    }
}
