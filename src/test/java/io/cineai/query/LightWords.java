package io.cineai.query;

import java.util.Set;

/** Words that carry no meaning of their own, and filler: whether a parser keeps or drops them is all one. */
final class LightWords {
    private static final Set<String> ALL = Set.of("""
            a about actually all also am an and another any anything are as at be been best but by can
            cinema could did do does doing dont else even ever far feel feels film films find flick flicks
            for from get give good got great had has have having he her hi him his how i id ideally idk if
            im in into is it its ive just kind kinda know less let lets like looking made make makes many
            may maybe me more most movie movies much my need never next no not nothing of off on one ones
            only or other our out pick please pls possible preferably really recommend recommendation
            recommendations recommending recs released s saw see she show similar smth so some someone something
            still stories story stuff suggest suggestion suggestions super t than that thats the their them then there
            these they this those to tonight too type up us very vibe want was watch watching we were what
            whats when where which who whom whose why will with within without would wow you your
            """.trim().split("\\s+"));

    private LightWords() {}

    static boolean has(String word) {
        return ALL.contains(word);
    }
}
