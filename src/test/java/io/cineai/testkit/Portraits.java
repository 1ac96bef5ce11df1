package io.cineai.testkit;

import io.cineai.movie.Portrait;
import io.cineai.movie.Portrait.Feel;
import io.cineai.movie.Portrait.Look;
import io.cineai.movie.Portrait.Subject;
import io.cineai.movie.emotion.EmotionalJourney;
import io.cineai.movie.style.CinematicStyle;
import io.cineai.movie.thematic.ThematicProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the view {@code cineai.film_portraits} makes of three analyses, without a database. */
public final class Portraits {
    private Portraits() {}

    public static Portrait of(ThematicProfile themes, CinematicStyle style, EmotionalJourney journey) {
        return new Portrait(Optional.of(subject(themes)), Optional.of(look(style)), Optional.of(feel(journey)));
    }

    private static Subject subject(ThematicProfile themes) {
        return new Subject(
                themes.themes().stream().map(it -> it.theme().id()).toList(),
                themes.complexity().value(),
                null);
    }

    private static Look look(CinematicStyle style) {
        List<String> traits = new ArrayList<>();
        add(traits, "shots ", style.camera().shots().id());
        add(traits, "light ", style.camera().lighting().id());
        add(traits, "colours ", style.palette().temperature().id());
        add(traits, "colours ", style.palette().saturation().id());
        add(traits, "structure ", style.structure().id());
        style.sound().stream().findFirst().ifPresent(it -> add(traits, "sound ", it.id()));
        style.design().stream().findFirst().ifPresent(it -> add(traits, "world ", it.id()));
        return new Look(style.category().id(), traits, style.editingPace().value());
    }

    private static void add(List<String> traits, String kind, String word) {
        if (!word.equals("unknown")) traits.add(kind + word);
    }

    private static Feel feel(EmotionalJourney journey) {
        Map<String, Double> emotions = new HashMap<>();
        journey.emotions().forEach((emotion, level) -> emotions.put(emotion.id(), level.value()));
        return new Feel(
                journey.arc().pattern().orElse(""),
                journey.valence().points(),
                journey.intensity().value(),
                emotions);
    }
}
