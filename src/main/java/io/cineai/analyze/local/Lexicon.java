package io.cineai.analyze.local;

import io.cineai.movie.Term;
import io.cineai.movie.thematic.Theme;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some word lists, ready to be looked up. Safe for concurrent use. */
final class Lexicon {
    /** A claim that holds of films of which a fact holds. */
    record Rule(Fact fact, Claim claim) {}

    private final Phrases phrases = new Phrases();
    private final Map<String, List<Claim>> directors = new HashMap<>();
    private final Map<Theme, List<Claim>> themes = new EnumMap<>(Theme.class);
    private final List<Rule> rules = new ArrayList<>();

    /** @throws IllegalArgumentException where a line of a file is none; names the file, the line and the rule */
    static Lexicon of(String... files) {
        Lexicon lexicon = new Lexicon();
        for (String file : files) WordList.read(file).forEach(lexicon::add);
        return lexicon;
    }

    private void add(WordList.Line line) {
        Claim claim = line.claim();
        for (String phrase : line.phrases())
            switch (claim.place()) {
                case FACTS -> rules.add(new Rule(Fact.of(phrase), claim));
                case THEME ->
                    Term.of(Theme.class, phrase)
                            .ifPresent(theme -> themes.computeIfAbsent(theme, it -> new ArrayList<>())
                                    .add(claim));
                case DIRECTOR ->
                    directors
                            .computeIfAbsent(Word.name(phrase), name -> new ArrayList<>())
                            .add(claim);
                default -> phrases.add(phrase, claim);
            }
    }

    Phrases phrases() {
        return phrases;
    }

    List<Rule> rules() {
        return rules;
    }

    /** What goes with a theme. */
    List<Claim> ofTheme(Theme theme) {
        return themes.getOrDefault(theme, List.of());
    }

    List<Claim> ofDirector(String name) {
        return directors.getOrDefault(Word.name(name), List.of());
    }
}
