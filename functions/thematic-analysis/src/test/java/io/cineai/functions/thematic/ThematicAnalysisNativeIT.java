package io.cineai.functions.thematic;

import io.cineai.testkit.AnalysisAskedOnce;
import org.junit.jupiter.api.Test;

class ThematicAnalysisNativeIT {
    @Test
    void itAnalysesTheMostWantedFilms() throws Exception {
        AnalysisAskedOnce.analyses("/thematic-analysis", "public.movie_thematic_profiles");
    }
}
