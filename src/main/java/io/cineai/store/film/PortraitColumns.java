package io.cineai.store.film;

import io.cineai.movie.Portrait;
import io.cineai.movie.Portrait.Feel;
import io.cineai.movie.Portrait.Look;
import io.cineai.movie.Portrait.Subject;
import io.cineai.movie.emotion.Emotion;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the columns of {@code cineai.film_portraits}; where a film was not analysed they are null. */
final class PortraitColumns {
    private PortraitColumns() {}

    static Portrait portraitOf(Row row) {
        Portrait portrait = new Portrait(subjectOf(row), lookOf(row), feelOf(row));
        return portrait.equals(Portrait.UNKNOWN) ? Portrait.UNKNOWN : portrait;
    }

    private static Optional<Subject> subjectOf(Row row) {
        if (row.getArrayOfStrings("themes") == null) return Optional.empty();
        return Optional.of(new Subject(
                FilmStore.words(row, "themes"), row.getDouble("complexity_score"), row.getString("cultural_context")));
    }

    private static Optional<Look> lookOf(Row row) {
        if (row.getArrayOfStrings("style_traits") == null) return Optional.empty();
        return Optional.of(new Look(
                FilmStore.or(row.getString("style_category"), ""),
                FilmStore.words(row, "style_traits"),
                row.getDouble("editing_pace")));
    }

    private static Optional<Feel> feelOf(Row row) {
        Double[] emotions = row.getArrayOfDoubles("emotions");
        if (emotions == null) return Optional.empty();
        return Optional.of(new Feel(
                FilmStore.or(row.getString("pattern"), ""),
                valenceOf(row),
                row.getDouble("intensity"),
                byName(emotions)));
    }

    /** A curve with a gap is none: nobody knows how long the gap is. */
    private static List<Double> valenceOf(Row row) {
        Float[] valence = row.getArrayOfFloats("valence_curve");
        if (valence == null || Arrays.stream(valence).anyMatch(point -> point == null || !Float.isFinite(point)))
            return List.of();
        return Arrays.stream(valence).map(Float::doubleValue).toList();
    }

    private static Map<String, Double> byName(Double[] emotions) {
        Map<String, Double> byName = new HashMap<>();
        for (Emotion emotion : Emotion.values())
            if (emotion.ordinal() < emotions.length && emotions[emotion.ordinal()] != null)
                byName.put(emotion.name().toLowerCase(Locale.ROOT), emotions[emotion.ordinal()]);
        return byName;
    }
}
