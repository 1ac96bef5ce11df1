package io.cineai.functions.emotional;

import io.cineai.testkit.AnalysisAskedOnce;
import org.junit.jupiter.api.Test;

class EmotionalAnalysisNativeIT {
    @Test
    void itAnalysesTheMostWantedFilms() throws Exception {
        AnalysisAskedOnce.analyses("/emotional-analysis", "public.movie_emotional_journeys");
    }
}
