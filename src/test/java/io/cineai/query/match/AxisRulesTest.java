package io.cineai.query.match;

import static io.cineai.query.match.SampleSpace.SPACE;
import static io.cineai.query.match.SampleSpace.UNSEEN;
import static io.cineai.query.match.SampleSpace.number;
import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Term;
import io.cineai.movie.Words;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AxisRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMOTIONAL | Grave of the Fireflies | Alien",
                "DARK | Se7en | Amélie",
                "FUNNY | Some Like It Hot | The Exorcist",
                "VIOLENT | Kill Bill: Vol. 1 | Amélie",
                "FAST | Mad Max: Fury Road | Stalker",
                "COMPLEX | Mulholland Drive | Paddington 2",
                "ROMANTIC | La La Land | The Thing",
                "SCARY | The Shining | Cinema Paradiso",
                "SUSPENSEFUL | Jaws | Singin' in the Rain",
                "HOPEFUL | Toy Story | Se7en",
                "ACTION | Mad Max: Fury Road | Amour",
                "VISUAL | Spirited Away | The Hunt",
                "REALISTIC | Hoop Dreams | Star Wars",
                "WEIRD | Mulholland Drive | Casablanca",
                "FAMILY | Toy Story | Reservoir Dogs"
            })
    void aFilmThatHasItHasMoreThanOneThatHasNot(Axis axis, String has, String hasNot) {
        for (FilmSpace space : List.of(SPACE, UNSEEN))
            assertTrue(
                    space.axis(axis, number(has)) > space.axis(axis, number(hasNot)) + 0.1,
                    () -> has + " " + space.axis(axis, number(has)) + ", " + hasNot + " "
                            + space.axis(axis, number(hasNot)));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void levelsAreWithinTheirRangeAndTellFilmsApart(Axis axis) {
        double[] levels = IntStream.range(0, SPACE.size())
                .mapToDouble(film -> SPACE.axis(axis, film))
                .toArray();

        for (double level : levels) assertTrue(level >= 0 && level <= 1);
        assertTrue(IntStream.range(0, levels.length)
                        .mapToDouble(k -> levels[k])
                        .distinct()
                        .count()
                > 100);
    }

    /** A hint that no film can have says nothing. */
    @Test
    void everyHintIsAWordThatFilmsCanHave() {
        List<String> unknown = new ArrayList<>();
        AxisRules.hints().forEach((mark, hints) -> {
            boolean weak = hints.stream().allMatch(hint -> hint.much() != 0 && Math.abs(hint.much()) < 1);
            if (!weak || !canBe(mark)) unknown.add(mark + " " + hints);
        });

        assertEquals(List.of(), unknown);
    }

    private static boolean canBe(String mark) {
        String word = mark.substring(mark.indexOf(':') + 1);
        return switch (mark.substring(0, mark.indexOf(':'))) {
            case "theme" -> Term.of(Theme.class, word).isPresent();
            case "style" -> Term.of(StyleCategory.class, word).isPresent();
            case "word" -> Words.of(word).equals(List.of(word));
            case "genre", "trait" -> true;
            default -> false;
        };
    }

    /** Of independent hints: 1 − (1 − .5)(1 − .4); what speaks against takes its part away. */
    @Test
    void hintsAddUp() {
        float[] levels = AxisRules.of(
                aFilm("Bare").build(),
                Marks.of(Told.of(List.of(aFilm("Tempest")
                                .withKeywords("race", "chase")
                                .looking("poetic")
                                .build()))
                        .get(0)));

        assertEquals((1 - (1 - .5) * (1 - .4)) * (1 - .5), levels[Axis.FAST.ordinal()], 1e-6);
    }
}
