package io.cineai.query.text;

import io.cineai.query.text.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts a text into tokens, contractions into the words they are made of. */
final class Tokens {
    /** What is left of a contraction without its "not". */
    private static final Map<String, String> SHORTENED = Map.of("ca", "can", "wo", "will", "sha", "shall", "ai", "is");

    /** Contractions written without their mark; "cant" and "wont" are words, but nobody asks for them. */
    private static final Set<String> UNMARKED = Set.of(
            "dont",
            "doesnt",
            "didnt",
            "isnt",
            "arent",
            "wasnt",
            "werent",
            "cant",
            "wont",
            "couldnt",
            "wouldnt",
            "shouldnt",
            "havent",
            "hasnt",
            "hadnt",
            "aint",
            "neednt");

    /** Pronouns and verbs written without their mark. */
    private static final Map<String, List<String>> RUN_TOGETHER = Map.of(
            "im", List.of("i", "am"),
            "ive", List.of("i", "have"),
            "youre", List.of("you", "are"),
            "theyre", List.of("they", "are"),
            "thats", List.of("that", "is"),
            "whats", List.of("what", "is"));

    private static final Set<String> ABBREVIATED = Set.of("vs", "mr", "mrs", "ms", "dr", "vol", "pt", "st", "jr", "sr");

    private static final Map<String, String> ENDINGS =
            Map.of("'m", "am", "'re", "are", "'ve", "have", "'ll", "will", "'d", "would");

    private static final Set<String> IS =
            Set.of("it", "that", "what", "there", "here", "where", "who", "he", "she", "how", "let", "this");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    Tokens(String text) {
        this.text = text;
    }

    List<Token> read() {
        int at = 0;
        while (at < text.length()) {
            int end = end(at);
            if (end > at) word(at, end);
            else if (text.charAt(at) != ' ') end = mark(at);
            at = Math.max(end, at + 1);
        }
        return tokens;
    }

    /** Of letters and digits; digits and letters apart only where digits come first and a unit or an ending follows. */
    private int end(int start) {
        int at = start;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            boolean inside = Character.isLetterOrDigit(point)
                    || Character.getType(point) == Character.NON_SPACING_MARK
                    || Character.getType(point) == Character.COMBINING_SPACING_MARK
                    || joins(start, at);
            if (!inside) break;
            at += Character.charCount(point);
        }
        return at;
    }

    private boolean joins(int start, int at) {
        if (at == start || at + 1 >= text.length()) return false;
        char mark = text.charAt(at);
        char next = text.charAt(at + 1);
        if (mark == '\'') return Character.isLetter(text.charAt(at - 1)) && Character.isLetter(next);
        return mark == '.' && initialOrFraction(at, next);
    }

    private boolean initialOrFraction(int at, char next) {
        if (Character.isDigit(text.charAt(at - 1))) return Character.isDigit(next);
        boolean single = at == 1 || !Character.isLetterOrDigit(text.charAt(at - 2));
        boolean singleNext = at + 2 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 2));
        return single && singleNext && Character.isLetter(next);
    }

    private int mark(int at) {
        int end = at + Character.charCount(text.codePointAt(at));
        if (text.charAt(at) == '-' && bindsWords(at)) return end;
        if (text.charAt(at) == '\'' && owns(at)) return end;
        if (text.charAt(at) == '.' && shortens()) return end;
        tokens.add(new Token(text.substring(at, end), at, end, Kind.MARK, false, false));
        return end;
    }

    /** "Mr." */
    private boolean shortens() {
        return !tokens.isEmpty()
                && ABBREVIATED.contains(tokens.get(tokens.size() - 1).word());
    }

    /** "The girls' night". */
    private boolean owns(int at) {
        boolean after = at > 0 && Character.isLetter(text.charAt(at - 1));
        boolean open = tokens.stream().filter(token -> token.is("'")).count() % 2 == 1;
        return after && !open;
    }

    /** Not before a number, where it says "to". */
    private boolean bindsWords(int at) {
        if (at == 0 || at + 1 >= text.length()) return false;
        boolean bound =
                Character.isLetterOrDigit(text.charAt(at - 1)) && Character.isLetterOrDigit(text.charAt(at + 1));
        return bound && !Character.isDigit(text.charAt(at + 1));
    }

    private void word(int start, int end) {
        String word = Plain.of(text.substring(start, end)).replace(".", dotted(start, end) ? "" : ".");
        int mark = word.indexOf('\'');
        if (word.endsWith("n't")) contraction(word.substring(0, word.length() - 3), start, end);
        else if (UNMARKED.contains(word)) contraction(word.substring(0, word.length() - 2), start, end);
        else if (word.equals("cannot")) contraction("can", start, end);
        else if (RUN_TOGETHER.containsKey(word))
            for (String part : RUN_TOGETHER.getOrDefault(word, List.of())) add(part, start, end, Kind.WORD);
        else if (mark < 0) plainWord(word, start, end);
        else marked(word, mark, start, end);
    }

    private boolean dotted(int start, int end) {
        return Character.isLetter(text.codePointAt(start))
                && text.substring(start, end).indexOf('.') >= 0;
    }

    private void contraction(String verb, int start, int end) {
        add(SHORTENED.getOrDefault(verb, verb), start, end, Kind.WORD);
        add("not", start, end, Kind.WORD);
    }

    private void marked(String word, int mark, int start, int end) {
        String stem = word.substring(0, mark);
        String ending = word.substring(mark);
        if (ENDINGS.containsKey(ending)) {
            add(stem, start, end, Kind.WORD);
            add(ENDINGS.get(ending), start, end, Kind.WORD);
        } else if (!ending.equals("'s")) plainWord(word.replace("'", ""), start, end);
        else if (IS.contains(stem)) {
            add(stem, start, end, Kind.WORD);
            add("is", start, end, Kind.WORD);
        } else owner(stem, start, end);
    }

    private void owner(String stem, int start, int end) {
        plainWord(stem, start, end);
        int last = tokens.size() - 1;
        tokens.set(last, tokens.get(last).owning());
    }

    /** "90s", "2hrs" and "30min" are a number and what is counted. */
    private void plainWord(String word, int start, int end) {
        int digits = 0;
        while (digits < word.length() && (isDigit(word.charAt(digits)) || word.charAt(digits) == '.')) digits++;
        if (digits == word.length()) add(word, start, end, Kind.NUMBER);
        else if (digits > 0 && splits(word.substring(digits))) {
            int cut = start + digits;
            add(word.substring(0, digits), start, cut, Kind.NUMBER);
            plainWord(word.substring(digits), cut, end);
        } else add(word, start, end, Kind.WORD);
    }

    private static boolean splits(String ending) {
        return Set.of(
                                "s", "h", "hr", "hrs", "m", "min", "mins", "yo", "yr", "ish", "minute", "minutes",
                                "hour", "hours")
                        .contains(ending)
                || ending.matches("h\\d{1,3}(m|min|mins)?");
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private void add(String word, int start, int end, Kind kind) {
        // "h30" after "2": the hours end where the minutes begin.
        if (kind == Kind.WORD && word.length() > 1 && word.charAt(0) == 'h' && isDigit(word.charAt(1))) {
            add("h", start, start + 1, kind);
            plainWord(word.substring(1), start + 1, end);
            return;
        }
        tokens.add(new Token(word, start, end, kind, Character.isUpperCase(text.codePointAt(start)), false));
    }
}
