package io.cineai.analyze.local;

import io.cineai.analyze.local.Finding.Passage;
import io.cineai.movie.Movie;
import io.cineai.movie.Quote.Field;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through the fields of one film once and notes what the word lists say to them. */
final class Reading {
    private static final double OF_A_KEYWORD = 1;
    private static final double OF_THE_OVERVIEW = 0.45;
    private static final double OF_THE_OVERVIEW_ALONE = 0.8;
    private static final double OF_THE_TITLE = 0.5;

    /** Where an overview tells more than this, in words, each of them counts less. */
    private static final double FULL_OVERVIEW = 45;

    /** How much a phrase counts that is part of a longer one which speaks for the same vocabulary: "prison" in "prison camp". */
    private static final double OF_A_PART = 0.3;

    private final Lexicon lexicon;
    private final Movie film;
    private final List<Finding> findings = new ArrayList<>();

    private Reading(Lexicon lexicon, Movie film) {
        this.lexicon = lexicon;
        this.film = film;
    }

    static Findings of(Movie film, Lexicon lexicon) {
        return new Findings(new Reading(lexicon, film).read());
    }

    /** The same with the themes that were found, which sound through everything else. */
    static Findings of(Movie film, Lexicon lexicon, Findings themes) {
        Reading reading = new Reading(lexicon, film);
        reading.read();
        reading.hear(themes);
        return new Findings(reading.findings);
    }

    private List<Finding> read() {
        readFacts();
        readDirectors();
        readWords();
        return findings;
    }

    private void hear(Findings themes) {
        ThemeRules.weights(themes).forEach((theme, weight) -> {
            Passage said = themes.passageFor(theme);
            for (Claim claim : lexicon.ofTheme(theme)) findings.add(new Finding(claim, weight, false, said));
        });
    }

    private void readFacts() {
        FilmGenres genres = FilmGenres.of(film);
        for (Lexicon.Rule rule : lexicon.rules()) if (rule.fact().holds(genres, film)) note(rule, genres);
    }

    private void note(Lexicon.Rule rule, FilmGenres genres) {
        Passage said = genres.wordFor(rule.fact().with())
                .map(genre -> Passage.whole(Field.GENRES, genre))
                .orElse(Passage.NONE);
        findings.add(new Finding(rule.claim(), 1, false, said));
    }

    private void readDirectors() {
        for (String director : film.directors())
            for (Claim claim : lexicon.ofDirector(director))
                findings.add(new Finding(claim, 1, false, Passage.whole(Field.DIRECTORS, director)));
    }

    private void readWords() {
        Set<Phrase> seen = phrasesSeen();
        for (String keyword : film.keywords()) {
            List<Word> words = Word.in(keyword);
            note(
                    Text.of(Field.KEYWORDS, keyword, words, OF_A_KEYWORD),
                    lexicon.phrases().in(words),
                    seen);
        }
        List<Word> title = Word.in(film.title());
        note(
                Text.of(Field.TITLE, film.title(), title, OF_THE_TITLE),
                lexicon.phrases().in(title),
                phrasesSeen());
        readOverview();
    }

    private void readOverview() {
        String text = film.overview();
        List<Word> words = Word.in(text);
        List<Phrases.Match> matches = lexicon.phrases().in(words);
        BitSet making = Making.of(text, words, matches);
        double weight = film.keywords().isEmpty() ? OF_THE_OVERVIEW_ALONE : OF_THE_OVERVIEW;
        int story = Math.max(1, words.size() - making.cardinality());
        double ofItsWords = weight * Math.min(1, Math.sqrt(FULL_OVERVIEW / story));
        note(new Text(Field.OVERVIEW, text, words, making, ofItsWords), matches, phrasesSeen());
    }

    private static Set<Phrase> phrasesSeen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** @param seen what a field has said already: saying it twice adds nothing */
    private void note(Text text, List<Phrases.Match> matches, Set<Phrase> seen) {
        Phrases.Match whole = null;
        for (Phrases.Match match : matches) {
            boolean part = whole != null && match.last() <= whole.last();
            if (!part) whole = match;
            boolean meantOtherwise = (part && whole.phrase().isSilent()) || text.isNamedBy(match);
            if (meantOtherwise || !seen.add(match.phrase())) continue;
            note(text, match, part ? whole : null);
        }
    }

    /** @param whole a longer phrase of which this one is a part, null where there is none */
    private void note(Text text, Phrases.Match match, Phrases.@Nullable Match whole) {
        Passage passage = text.passage(match);
        boolean denied = Negation.before(match.first(), text.words());
        double weight = text.weightAt(match.first());
        for (Claim claim : match.phrase().claims()) {
            boolean less = whole != null && whole.phrase().speaksFor(claim.vocabulary());
            if (claim.place().covers(text.field()))
                findings.add(new Finding(claim, less ? weight * OF_A_PART : weight, denied, passage));
        }
    }
}
