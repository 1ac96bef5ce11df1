package io.cineai.analyze.local;

import io.cineai.movie.Term;
import io.cineai.movie.emotion.Arc;
import io.cineai.movie.emotion.Emotion;
import io.cineai.movie.emotion.Ending;
import io.cineai.movie.style.CameraMovement;
import io.cineai.movie.style.Lighting;
import io.cineai.movie.style.ProductionDesign;
import io.cineai.movie.style.Saturation;
import io.cineai.movie.style.ShotScale;
import io.cineai.movie.style.Sound;
import io.cineai.movie.style.Structure;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.style.Technique;
import io.cineai.movie.style.Temperature;
import io.cineai.movie.thematic.Era;
import io.cineai.movie.thematic.Motif;
import io.cineai.movie.thematic.Narrative;
import io.cineai.movie.thematic.SocialQuestion;
import io.cineai.movie.thematic.Theme;
import io.cineai.movie.thematic.Tone;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The vocabularies that word lists speak of, and what they call them. */
final class Vocabularies {
    private record Vocabulary(String name, List<? extends Term> terms) {
        static <T extends Enum<T> & Term> Vocabulary of(String name, Class<T> terms) {
            return new Vocabulary(name, Arrays.asList(terms.getEnumConstants()));
        }
    }

    private static final List<Vocabulary> ALL = List.of(
            Vocabulary.of("theme", Theme.class),
            Vocabulary.of("era", Era.class),
            Vocabulary.of("question", SocialQuestion.class),
            Vocabulary.of("tone", Tone.class),
            Vocabulary.of("motif", Motif.class),
            Vocabulary.of("narrative", Narrative.class),
            Vocabulary.of("category", StyleCategory.class),
            Vocabulary.of("shots", ShotScale.class),
            Vocabulary.of("movement", CameraMovement.class),
            Vocabulary.of("lighting", Lighting.class),
            Vocabulary.of("temperature", Temperature.class),
            Vocabulary.of("saturation", Saturation.class),
            Vocabulary.of("structure", Structure.class),
            Vocabulary.of("sound", Sound.class),
            Vocabulary.of("design", ProductionDesign.class),
            Vocabulary.of("technique", Technique.class),
            Vocabulary.of("arc", Arc.class),
            Vocabulary.of("ending", Ending.class),
            Vocabulary.of("emotion", Emotion.class),
            Vocabulary.of("gauge", Gauge.class),
            Vocabulary.of("says", Silence.class));

    private Vocabularies() {}

    /** Empty where there is no vocabulary of that name. */
    static Optional<Integer> number(String name) {
        return IntStream.range(0, ALL.size())
                .filter(number -> ALL.get(number).name().equals(name))
                .boxed()
                .findFirst();
    }

    /** Empty where the vocabulary has no such word. */
    static Optional<Term> term(int vocabulary, String id) {
        return ALL.get(vocabulary).terms().stream()
                .filter(term -> term.id().equals(id))
                .map(Term.class::cast)
                .findFirst();
    }
}
