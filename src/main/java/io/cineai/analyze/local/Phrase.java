package io.cineai.analyze.local;

import io.cineai.movie.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A beginning of phrases of word lists: what it says where it is a phrase itself, and how it can go on. */
final class Phrase {
    private final Map<String, Phrase> longer = new HashMap<>(2);
    private final List<Claim> claims = new ArrayList<>(2);

    /** This phrase and one word more, made where there is none. */
    Phrase with(String word) {
        return longer.computeIfAbsent(word, it -> new Phrase());
    }

    @Nullable
    Phrase followedBy(String word) {
        return longer.get(word);
    }

    void says(Claim claim) {
        claims.add(claim);
    }

    List<Claim> claims() {
        return claims;
    }

    boolean says(Term term) {
        for (Claim claim : claims) if (claim.term() == term) return true;
        return false;
    }

    boolean speaksFor(int vocabulary) {
        for (Claim claim : claims) if (claim.vocabulary() == vocabulary) return true;
        return false;
    }

    /** True where its words do not mean what they say apart. */
    boolean isSilent() {
        return says(Silence.NOTHING) || says(Silence.MAKING);
    }
}
