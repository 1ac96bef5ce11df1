package io.cineai.store.analysis;

import io.cineai.analyze.AnalysisKind;
import io.cineai.budget.ModelId;

/** What makes two analyses of one content the same: kind, who makes it, and how it was asked. */
public record Recipe(AnalysisKind kind, ModelId model, String promptVersion) {}
