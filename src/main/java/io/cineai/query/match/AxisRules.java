package io.cineai.query.match;

import static java.lang.Math.max;

import io.cineai.movie.Movie;
import io.cineai.query.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of an axis a film has. Range 0 to 1, continuous: what the analyses measured, and what marks speak for or against it; of a film
 * that was not analysed the marks alone. Marks add up as independent hints do (1 − Π(1 − hint)); what speaks against takes its part away.
 */
final class AxisRules {
    /** axis, then marks and how much each says. */
    private static final String HINTS = """
            emotional: genre:drama .35 genre:romance .4 theme:grief_loss .5 theme:love_romance .3 theme:family_bonds .4 theme:sacrifice .4
                theme:mortality .4 theme:forbidden_love .4 theme:redemption .3 theme:friendship .3 theme:childhood_innocence .3 word:love .2
                word:tear .3 word:death .2 word:dying .3 word:grief .4 word:loss .3 word:family .2 word:mother .2 word:father .2
            dark: genre:horror .5 genre:crime .3 genre:thriller .3 genre:war .4 genre:film-noir .6 style:noir .6 style:neo_noir .5
                style:gothic .4 style:gritty .4 theme:good_evil .2 theme:madness .4 theme:betrayal_trust .2 theme:guilt .3 word:murder .4
                word:killer .4 word:death .3 word:suicide .5 word:torture .5 word:despair .5 genre:comedy -.3 genre:family -.5
            funny: genre:comedy .75 genre:animation .15 genre:family .1 theme:absurdity_of_life .3 word:satire .4 word:parody .5
                word:slapstick .6 word:deadpan .4 word:farce .5 word:screwball .6 word:comedy .5 word:humor .5 genre:horror -.3 genre:war -.3
            violent: genre:action .45 genre:war .55 genre:crime .35 genre:horror .45 genre:western .35 genre:thriller .25 style:gritty .4
                style:martial_arts .6 theme:war_and_its_cost .4 theme:crime_underworld .4 theme:justice_revenge .3 word:violence .6
                word:murder .4 word:killer .5 word:gore .8 word:blood .5 word:massacre .7 word:torture .7 word:gangster .4 word:shootout .6
                word:fight .4 word:battle .4 word:revenge .4 word:war .3 word:assassin .5 genre:family -.7 genre:musical -.4 genre:romance -.3
            fast: genre:action .6 genre:thriller .35 genre:adventure .3 genre:comedy .2 style:blockbuster .6 style:martial_arts .5
                word:chase .5 word:race .4 word:heist .3 word:escape .3 style:minimalist -.7 style:poetic -.5 style:naturalistic -.3
            complex: genre:mystery .3 genre:sci-fi .25 genre:drama .15 theme:reality_illusion .4 theme:identity_crisis .3
                theme:meaning_life .4 theme:freewill_fate .4 theme:memory_past .3 theme:moral_dilemma .4 trait:structure-nonlinear .5
                word:dream .3 word:philosophy .6 word:memory .3 word:nonlinear .6 genre:family -.4 genre:action -.15
            romantic: genre:romance .7 theme:love_romance .6 theme:forbidden_love .6 theme:marriage_infidelity .3 word:love .4
                word:romance .6 word:lover .4 word:wedding .4 word:affair .4 word:marriage .3 word:courtship .6 genre:horror -.3
            scary: genre:horror .75 genre:thriller .25 theme:fear_unknown .5 theme:psychological_thriller .3 theme:otherness .1
                style:gothic .4 word:ghost .5 word:monster .4 word:haunted .6 word:demon .6 word:vampire .5 word:zombie .6 word:terror .5
                word:killer .4 genre:comedy -.3 genre:family -.5
            suspenseful: genre:thriller .6 genre:mystery .4 genre:crime .3 genre:horror .4 genre:action .2 genre:film-noir .3
                theme:psychological_thriller .5 theme:truth_deception .2 theme:survival .3 word:suspense .7 word:murder .3 word:chase .3
                word:hostage .5 word:conspiracy .4 word:heist .4 genre:family -.3 genre:musical -.3
            hopeful: genre:family .4 genre:comedy .25 genre:musical .3 genre:romance .2 theme:redemption .4 theme:friendship .35
                theme:perseverance .5 theme:self_actualization .4 theme:community_solidarity .4 theme:coming_of_age .2 word:hope .5
                word:dream .2 word:friendship .3 genre:horror -.4 genre:film-noir -.5 genre:war -.2
            action: genre:action .75 genre:adventure .35 genre:war .4 genre:western .3 genre:thriller .15 style:blockbuster .5
                style:martial_arts .7 word:chase .5 word:explosion .6 word:fight .4 word:battle .5 word:shootout .6 word:spy .3
                word:war .2 genre:romance -.2
            visual: style:stylized .7 style:epic .6 style:surreal .6 style:expressionist .6 style:futurist .6 style:poetic .6
                style:drawn_animation .5 style:computer_animation .45 style:blockbuster .4 style:noir .4 style:neo_noir .5 style:gothic .5
                style:martial_arts .4 style:western .3 style:musical .3 trait:colours-vivid .35 trait:light-neon .5
                trait:light-chiaroscuro .4 trait:colours-monochrome .2 trait:shots-wide .2 genre:animation .25 genre:fantasy .3
                genre:sci-fi .25 word:landscape .4 word:visual .5 style:naturalistic -.3 style:realist -.2
            realistic: genre:documentary .85 genre:history .4 genre:war .3 genre:drama .3 genre:crime .2 genre:biography .5
                style:realist .7 style:documentary .8 style:naturalistic .6 style:gritty .4 word:true .3 word:biography .5 genre:fantasy -.8
                genre:sci-fi -.6 genre:animation -.6 genre:horror -.4 genre:musical -.5 style:surreal -.6 style:futurist -.4
                style:blockbuster -.4 word:superhero -.7 word:magic -.5 word:ghost -.5
            weird: style:surreal .75 style:expressionist .5 style:stylized .2 theme:absurdity_of_life .4 theme:reality_illusion .45
                theme:madness .3 theme:otherness .2 word:dream .3 word:surreal .7 word:hallucination .6 word:bizarre .6 word:nightmare .4
                genre:fantasy .3 genre:sci-fi .2 genre:history -.3 style:naturalistic -.3 style:classical -.2
            family: genre:family .75 genre:animation .5 genre:musical .15 genre:adventure .2 genre:fantasy .15
                theme:childhood_innocence .3 theme:friendship .15 word:child .2 word:toy .5 word:animal .3 word:fairy .4 genre:horror -.8
                genre:crime -.5 genre:thriller -.5 genre:war -.5 genre:film-noir -.5 word:murder -.6 word:violence -.6 word:gangster -.6
                word:killer -.7""";

    private static final Map<String, List<Hint>> BY_MARK = byMark();
    private static final String WORD = "word:";

    /** much: negative where it speaks against the axis. In (-1, 1), never 0. */
    record Hint(Axis axis, double much) {}

    private AxisRules() {}

    /** Whether a rule looks for this word. */
    static boolean names(String word) {
        return BY_MARK.containsKey(WORD + word);
    }

    /** Of each axis, by ordinal. */
    static float[] of(Movie film, Marks marks) {
        double[] without = ones();
        double[] left = ones();
        marks.forEach((mark, level) -> {
            for (Hint hint : BY_MARK.getOrDefault(mark, List.of())) {
                double[] of = hint.much > 0 ? without : left;
                of[hint.axis.ordinal()] *= 1 - Math.abs(hint.much) * level;
            }
        });
        float[] levels = new float[without.length];
        for (Axis axis : Axis.values()) {
            int at = axis.ordinal();
            levels[at] = (float) with(measured(axis, film), part(axis), (1 - without[at]) * left[at]);
        }
        return levels;
    }

    private static double with(OptionalDouble measured, double part, double hinted) {
        return measured.isEmpty() ? hinted : part * measured.getAsDouble() + (1 - part) * hinted;
    }

    private static double[] ones() {
        double[] ones = new double[Axis.values().length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** How much the measured part counts beside the hints. */
    private static double part(Axis axis) {
        return switch (axis) {
            case HOPEFUL, COMPLEX -> .7;
            case EMOTIONAL, DARK, SCARY, SUSPENSEFUL, FAST -> .6;
            case VIOLENT, FUNNY -> .35;
            case FAMILY, WEIRD, ROMANTIC -> .25;
            case ACTION, VISUAL, REALISTIC -> .15;
        };
    }

    private static OptionalDouble measured(Axis axis, Movie film) {
        return switch (axis) {
            case COMPLEX ->
                present(film.portrait().subject().flatMap(subject -> Optional.ofNullable(subject.complexity())));
            case FAST -> present(film.portrait().look().flatMap(look -> Optional.ofNullable(look.pace())));
            default -> present(film.portrait().feel().flatMap(Felt::of).map(felt -> felt(axis, felt)));
        };
    }

    private static double felt(Axis axis, Felt felt) {
        return switch (axis) {
            case EMOTIONAL -> .4 * felt.intensity() + .6 * max(felt.sadness(), (felt.joy() + felt.trust()) / 2);
            case DARK -> .6 * felt.worst() + .4 * (1 - felt.whole());
            case FUNNY -> .6 * felt.joy() + .4 * (1 - max(felt.sadness(), max(felt.fear(), felt.anger())));
            case VIOLENT -> .5 * felt.anger() + .3 * felt.fear() + .2 * felt.disgust();
            case ROMANTIC -> .4 * felt.trust() + .4 * felt.joy() + .2 * felt.anticipation();
            case SCARY -> .7 * felt.fear() + .3 * felt.disgust();
            case SUSPENSEFUL -> .5 * felt.fear() + .5 * felt.anticipation();
            case HOPEFUL -> .5 * felt.close() + .25 * felt.joy() + .25 * felt.trust();
            case ACTION -> .6 * felt.anticipation() + .4 * felt.intensity();
            case VISUAL, WEIRD -> felt.surprise();
            case REALISTIC -> 1 - felt.surprise();
            case FAMILY -> .35 * felt.trust() + .35 * felt.joy() + .3 * (1 - felt.worst());
            case COMPLEX, FAST -> throw new IllegalArgumentException(axis + " is not felt");
        };
    }

    private static OptionalDouble present(Optional<Double> level) {
        return level.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static Map<String, List<Hint>> byMark() {
        Map<String, List<Hint>> all = new HashMap<>();
        Axis axis = Axis.EMOTIONAL;
        String[] tokens = HINTS.trim().split("\\s+");
        for (int at = 0; at < tokens.length; at++) {
            if (tokens[at].endsWith(":")) {
                axis = axis(tokens[at]);
                continue;
            }
            Hint hint = new Hint(axis, Double.parseDouble(tokens[at + 1]));
            all.computeIfAbsent(tokens[at++], anew -> new ArrayList<>()).add(hint);
        }
        return all;
    }

    private static Axis axis(String head) {
        return Axis.valueOf(head.substring(0, head.length() - 1).toUpperCase(Locale.ROOT));
    }

    /** By mark, for the test that each is one that films can have. */
    static Map<String, List<Hint>> hints() {
        return BY_MARK;
    }
}
