package io.cineai.query.local;

import io.cineai.query.ParsedQuery;
import io.cineai.query.catalogue.Catalogue;
import io.cineai.query.find.Finder;
import io.cineai.query.find.Item;
import io.cineai.query.find.Part.Film;
import io.cineai.query.find.Part.Makers;
import io.cineai.query.find.Part.Unknown;
import io.cineai.query.find.Part.Words;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Lexicon;
import io.cineai.query.lexicon.Vocabulary;
import io.cineai.query.text.Text;
import java.util.List;
import java.util.Set;

/** Understands queries by a grammar, word lists and a catalogue. Any text has an answer. Safe for concurrent use. */
public final class LocalParser {
    private static final double UNSAID = 0.5;
    private static final double UNCLEAR = 0.25;
    private static final double NOTHING = 0.1;
    private static final double SUREST = 0.95;

    private static final Set<String> QUESTIONS = Set.of("who", "when", "why", "where", "how");

    private final Catalogue catalogue;
    private final Lexicon lexicon;
    private final int thisYear;

    /** @param thisYear what "recent" is counted from */
    public LocalParser(Catalogue catalogue, int thisYear) {
        this.catalogue = catalogue;
        this.lexicon = new Lexicon(catalogue.genres().all());
        this.thisYear = thisYear;
    }

    /** @param query not longer than {@link Text#LONGEST} characters, or the rest is not read */
    public ParsedQuery parse(String query) {
        Text text = Text.of(query);
        List<Item> items = new Finder(text, catalogue, lexicon, thisYear).find();
        Grammar grammar = new Grammar(text, items, catalogue, thisYear);
        Draft draft = grammar.read();
        if (isAboutOtherThings(text, items)) return new Draft().finish(Unresolved.whole(text), NOTHING);
        return draft.finish(
                grammar.unresolved().entries(),
                confidence(items, grammar.unresolved().words()));
    }

    /** Much that is not understood, next to nothing that is, and no sign of films. */
    private static boolean isAboutOtherThings(Text text, List<Item> items) {
        boolean films = items.stream()
                .anyMatch(it -> it.isFilm() || it.part() instanceof Film || it.part() instanceof Makers || isGenre(it));
        long unknown = items.stream().filter(it -> it.part() instanceof Unknown).count();
        long understood = items.stream().filter(Item::isUnderstood).count();
        long subjects = items.stream().filter(LocalParser::isSubject).count();
        boolean learns = items.stream().anyMatch(it -> it.is(Cue.LEARN));
        if (asks(text) && !learns && unknown > 0 && unknown + subjects >= understood - subjects) return !films;
        return !films && unknown > 0 && unknown >= 2 * understood;
    }

    /** "Who won the world cup in 2018". */
    private static boolean asks(Text text) {
        return text.size() > 0 && QUESTIONS.contains(text.at(0).word());
    }

    private static boolean isSubject(Item item) {
        return item.part() instanceof Words words && words.meaning().is(Vocabulary.SUBJECT);
    }

    private static boolean isGenre(Item item) {
        return item.part() instanceof Words words && words.meaning().is(Vocabulary.GENRE);
    }

    private static double confidence(List<Item> items, int unresolved) {
        double sure = items.stream()
                .filter(Item::isUnderstood)
                .mapToDouble(it -> it.part().certainty())
                .sum();
        long understood = items.stream().filter(Item::isUnderstood).count();
        boolean films = items.stream().anyMatch(Item::isFilm);
        if (understood == 0) return unresolved > 0 ? (films ? UNCLEAR : NOTHING) : items.isEmpty() ? NOTHING : UNSAID;
        return Math.min(SUREST, SUREST * sure / (understood + 0.5 * unresolved));
    }
}
