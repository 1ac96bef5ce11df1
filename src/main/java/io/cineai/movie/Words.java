package io.cineai.movie;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The words of a text that tell films apart: lower case, three letters or more, none that every text has. */
public final class Words {
    private static final int SHORTEST = 3;

    /** Words of grammar, and of writing about films. */
    private static final Set<String> EVERYWHERE =
            Set.of(("about after again against all also although among and another any are "
                            + "around back based because been before being between both but can could did directed does during each even "
                            + "every few film films first for from get gets given had has have her here hers herself him himself his how "
                            + "however into its itself just later like made make makes many may more most movie much must named new not now "
                            + "off one only onto other others our out over own part produced released same second set she should since "
                            + "some starring starred stars story such take takes than that the their them themselves then there these they "
                            + "third this those three through time title together too two under until upon used very was well were what when "
                            + "where which while who whom whose will with within without would written year years yet you your american "
                            + "screenplay cast plot")
                    .split(" "));

    private Words() {}

    /** Accents and vowel signs that are characters of their own belong to their letters. */
    private static boolean isMark(char letter) {
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** In the order in which they first stand. */
    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        StringBuilder word = new StringBuilder();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = 0; at <= lower.length(); at++) {
            char letter = at < lower.length() ? lower.charAt(at) : ' ';
            if (Character.isLetter(letter) || isMark(letter)) {
                word.append(letter);
            } else {
                if (word.length() >= SHORTEST && !EVERYWHERE.contains(word.toString())) words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }
}
