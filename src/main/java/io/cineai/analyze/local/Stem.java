package io.cineai.analyze.local;

/** Takes the endings -s, -ed, -ing and -e off a word, so that "dancing", "danced" and "dances" are one. Light on purpose. */
final class Stem {
    private static final int SHORTEST = 3;

    private Stem() {}

    /** @param word lower case */
    static String of(String word) {
        if (word.length() <= SHORTEST || hasDigit(word)) return word;
        return withoutE(withoutVerbEnding(withoutPlural(word)));
    }

    private static String withoutPlural(String word) {
        if (!word.endsWith("s") || word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) return word;
        if (word.endsWith("ies") && word.length() > 4) return cut(word, 3) + "y";
        if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes"))
            return cut(word, 2);
        return cut(word, 1);
    }

    private static String withoutVerbEnding(String word) {
        if (word.endsWith("ied") && word.length() > 4) return cut(word, 3) + "y";
        if (word.endsWith("ing")) return verb(word, 3);
        if (word.endsWith("ed")) return verb(word, 2);
        return word;
    }

    /** The word without its ending, and "stop" for "stopp"; the word as it is where too little would be left: "king", "bed". */
    private static String verb(String word, int ending) {
        String stem = cut(word, ending);
        if (stem.length() < SHORTEST || !hasVowel(stem)) return word;
        int last = stem.length() - 1;
        boolean doubled = stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
        return doubled ? cut(stem, 1) : stem;
    }

    private static String withoutE(String word) {
        return word.length() > SHORTEST && word.endsWith("e") ? cut(word, 1) : word;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    private static boolean hasVowel(String word) {
        for (int at = 0; at < word.length(); at++) if ("aeiouy".indexOf(word.charAt(at)) >= 0) return true;
        return false;
    }

    private static boolean hasDigit(String word) {
        for (int at = 0; at < word.length(); at++) if (Character.isDigit(word.charAt(at))) return true;
        return false;
    }
}
