package io.cineai.analyze.local;

import io.cineai.movie.Level;
import io.cineai.movie.Movie;
import io.cineai.movie.emotion.Emotion;
import io.cineai.movie.emotion.EmotionalJourney;
import io.cineai.movie.emotion.EmotionalJourney.Peak;
import io.cineai.movie.emotion.Ending;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How a film feels over its length: the likeliest course for what its words and genres say, and a curve drawn for it. */
final class JourneyRules {
    /** Log odds of the word lists are bolder than the films bear out. */
    private static final double TEMPERATURE = 2.5;

    /** Points at which an emotion is felt to about two thirds. */
    private static final double MUCH = 6;

    private static final Map<Ending, Set<Emotion>> NEVER_AT =
            Map.of(Ending.HAPPY, Set.of(Emotion.SADNESS), Ending.SAD, Set.of(Emotion.JOY));

    private JourneyRules() {}

    static EmotionalJourney journey(Movie film, Findings findings) {
        Course.Likeliest likeliest = Course.of(findings, TEMPERATURE);
        Course course = likeliest.course();
        Map<Emotion, Level> emotions = emotions(findings);
        Emotion felt = strongest(emotions, course.ending());
        return new EmotionalJourney(
                course.arc(),
                Curves.valence(
                        course.arc(), course.ending(), Gauge.DEPTH.in(findings).value()),
                Curves.arousal(Gauge.TENSION.in(findings).value()),
                emotions,
                new Peak(new Level(Curves.CLIMAX), felt),
                course.ending(),
                Gauge.CATHARSIS.in(findings),
                Gauge.INTENSITY.in(findings),
                Certainty.of(likeliest.sure()),
                findings.evidence(film, Set.of(course.arc(), course.ending(), felt)));
    }

    private static Map<Emotion, Level> emotions(Findings findings) {
        Map<Emotion, Level> emotions = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values())
            emotions.put(emotion, new Level(1 - Math.exp(-Math.max(0, findings.of(emotion)) / MUCH)));
        return emotions;
    }

    /** At the climax one feels what the film is fullest of; where it ends well no sorrow, where it ends badly no joy. */
    private static Emotion strongest(Map<Emotion, Level> emotions, Ending ending) {
        Set<Emotion> never = NEVER_AT.getOrDefault(ending, Set.of());
        return Stream.of(Emotion.values())
                .filter(emotion -> !never.contains(emotion))
                .max(Comparator.comparingDouble(emotion -> emotions.get(emotion).value()))
                .orElse(Emotion.ANTICIPATION);
    }
}
