package io.cineai.analyze.local;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The phrases of word lists, to be found in texts. */
final class Phrases {
    private final KnownWords known = new KnownWords();
    private final Phrase none = new Phrase();

    void add(String phrase, Claim claim) {
        Phrase at = none;
        for (Word word : Word.in(phrase)) at = at.with(known.learn(word.singular()));
        at.says(claim);
    }

    /** Every phrase that the text has, by where it begins; of those that begin together the longest first. */
    List<Match> in(List<Word> words) {
        List<String> read =
                words.stream().map(word -> known.reading(word.singular())).toList();
        List<Match> matches = new ArrayList<>();
        for (int first = 0; first < words.size(); first++) {
            int place = matches.size();
            @Nullable Phrase at = none.followedBy(read.get(first));
            for (int last = first; at != null; ) {
                if (!at.claims().isEmpty()) matches.add(place, new Match(at, first, last));
                if (++last == words.size() || words.get(last).opens()) break;
                at = at.followedBy(read.get(last));
            }
        }
        return matches;
    }

    /** A phrase and the numbers of its first and last word. */
    record Match(Phrase phrase, int first, int last) {}
}
