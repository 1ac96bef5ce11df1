package io.cineai.analyze.local;

import io.cineai.analyze.local.Claim.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some word lists, ready to be looked up. Safe for concurrent use. */
final class Lexicon {
    /** A claim that holds of films of which a fact holds. */
    record Rule(Fact fact, Claim claim) {}

    private final Phrases phrases = new Phrases();
    private final Map<String, List<Claim>> directors = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();

    static Lexicon of(String... files) {
        Lexicon lexicon = new Lexicon();
        for (String file : files) WordList.lines(file).forEach(lexicon::add);
        return lexicon;
    }

    static Lexicon of(List<WordList.Line> lines) {
        Lexicon lexicon = new Lexicon();
        lines.forEach(lexicon::add);
        return lexicon;
    }

    private void add(WordList.Line line) {
        Claim claim = line.claim();
        for (String phrase : line.phrases())
            if (claim.place() == Place.FACTS) rules.add(new Rule(Fact.of(phrase), claim));
            else if (claim.place() == Place.DIRECTOR)
                directors
                        .computeIfAbsent(Word.name(phrase), name -> new ArrayList<>())
                        .add(claim);
            else phrases.add(phrase, claim);
    }

    Phrases phrases() {
        return phrases;
    }

    List<Rule> rules() {
        return rules;
    }

    List<Claim> ofDirector(String name) {
        return directors.getOrDefault(Word.name(name), List.of());
    }
}
