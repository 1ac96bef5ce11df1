package io.cineai.analyze.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The phrases of word lists by their words: a step is a word. */
final class Phrases {
    private final Map<String, Phrases> next = new HashMap<>(2);
    private final List<Claim> claims = new ArrayList<>(2);

    void add(String phrase, Claim claim) {
        Phrases at = this;
        for (Word word : Word.in(phrase)) at = at.next.computeIfAbsent(word.stem(), stem -> new Phrases());
        at.claims.add(claim);
    }

    /** Every phrase that the text has, by where it begins; of those that begin together the longest first. */
    List<Match> in(List<Word> words) {
        List<Match> matches = new ArrayList<>();
        for (int first = 0; first < words.size(); first++) {
            int place = matches.size();
            Phrases at = next.get(words.get(first).stem());
            for (int last = first; at != null; ) {
                if (!at.claims.isEmpty()) matches.add(place, new Match(at, first, last));
                if (++last == words.size() || words.get(last).opens()) break;
                at = at.next.get(words.get(last).stem());
            }
        }
        return matches;
    }

    List<Claim> claims() {
        return claims;
    }

    boolean speaksFor(int vocabulary) {
        for (Claim claim : claims) if (claim.vocabulary() == vocabulary) return true;
        return false;
    }

    boolean says(Silence silence) {
        for (Claim claim : claims) if (claim.term() == silence) return true;
        return false;
    }

    /** True where its words do not mean what they say apart. */
    boolean isSilent() {
        return says(Silence.NOTHING) || says(Silence.MAKING);
    }

    /** A phrase and the numbers of its first and last word. */
    record Match(Phrases phrase, int first, int last) {}
}
