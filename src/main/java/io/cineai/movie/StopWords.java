package io.cineai.movie;

import java.util.List;
import java.util.Set;

/** English words that say nothing of a story, and those that any article on any film has. */
final class StopWords {
    private static final Set<String> ALL = Set.copyOf(List.of("""
            a about above after again against all along also although always am among an and another any are around as at away back be
            became because become becomes been before being between both but by can cannot could did do does doing down during each either
            else even ever every few first five for four from further gets get go goes had has have having he her here hers herself him
            himself his how however i if in into is it its itself just last later like made make makes many may me meanwhile might more most
            much must my myself near neither never new next no nor not now of off on once one only onto or other others our ours out over own
            part per same second several she should since so some soon still such take takes than that the their theirs them themselves then
            there these they third this those three through throughout thus to together too toward towards two under until up upon us very
            was way we well were what when where whether which while who whom whose why will with within without would yet you your yours
            actor actors actress adaptation adapted american award awards based box cast cinema co critics director directed directorial
            distributed drama feature featured features film filmed filmmaker filming films grossed gross had includes including motion movie
            movies nominated nomination nominations office picture pictures plays positive produced producer producers production received
            release released reviews role roles screenplay script sequel starring stars story studio studios title titled tells theatrical
            version written writer writers worldwide million budget novel named
            """.trim().split("\\s+")));

    private StopWords() {}

    static boolean has(String word) {
        return ALL.contains(word);
    }
}
