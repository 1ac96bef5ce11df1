package io.cineai.movie.emotion;

import io.cineai.movie.Analysis;
import io.cineai.movie.Level;
import io.cineai.movie.Quote;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a film feels over its length. The arc is the one that the curve draws, or unknown; the ending fits where the curve closes.
 *
 * @param emotions how strongly each of Plutchik's eight is felt over the whole
 * @param catharsis how much is released at the end
 * @param intensity how strongly it is felt over all
 */
public record EmotionalJourney(
        Arc arc,
        ValenceCurve valence,
        ArousalCurve arousal,
        Map<Emotion, Level> emotions,
        Peak peak,
        Ending ending,
        Level catharsis,
        Level intensity,
        Level confidence,
        List<Quote> evidence)
        implements Analysis {
    public EmotionalJourney {
        if (arc != Arc.UNKNOWN && arc != Arc.of(valence))
            throw new IllegalArgumentException(
                    "arc must be what valence draws, " + Arc.of(valence).id() + ": " + arc.id());
        if (!ending.fits(valence))
            throw new IllegalArgumentException("ending must fit the last two points of valence, "
                    + valence.points().subList(8, 10) + ": " + ending.id());
        emotions = allEight(emotions);
        evidence = List.copyOf(evidence);
    }

    private static Map<Emotion, Level> allEight(Map<Emotion, Level> emotions) {
        Map<Emotion, Level> all = new EnumMap<>(Emotion.class);
        all.putAll(emotions);
        if (all.size() < Emotion.values().length)
            throw new IllegalArgumentException("emotions must have all eight: " + all.keySet());
        return Collections.unmodifiableMap(all);
    }

    /**
     * The strongest moment.
     *
     * @param at part of the film's length
     */
    public record Peak(Level at, Emotion emotion) {}
}
