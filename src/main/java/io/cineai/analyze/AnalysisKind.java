package io.cineai.analyze;

import io.cineai.movie.style.FocusArea;
import java.util.Arrays;
import java.util.List;

/** What a film can be analysed for, and how deep the scheduled functions go. */
public enum AnalysisKind {
    STYLE(
            "style",
            "detailed",
            Arrays.stream(FocusArea.values()).map(FocusArea::id).toList()),
    THEMATIC("thematic", "comprehensive", List.of()),
    EMOTIONAL("emotional", "detailed", List.of());

    private final String label;
    private final String depth;
    private final List<String> focus;

    AnalysisKind(String label, String depth, List<String> focus) {
        this.label = label;
        this.depth = depth;
        this.focus = focus;
    }

    /** {@code movie_analyses.kind}. */
    public String label() {
        return label;
    }

    /** The function that does it, and the feature that its calls are booked under. */
    public String function() {
        return label + "-analysis";
    }

    /** {@code movie_analyses.depth}. */
    public String depth() {
        return depth;
    }

    /** {@code movie_analyses.focus}. */
    public List<String> focus() {
        return focus;
    }
}
