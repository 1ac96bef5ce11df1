package io.cineai.query.catalogue;

import io.cineai.query.text.Numerals;
import io.cineai.query.text.Text;
import io.cineai.query.text.Token;
import java.util.Set;

/** Names as they are compared: words in one, so that blanks and hyphens do not matter; numbers in digits; no article before. */
public final class Key {
    private static final Set<String> ARTICLES = Set.of("the", "a", "an");
    private static final Set<String> PARTS = Set.of("part", "vol", "volume", "chapter", "episode", "pt", "no");

    private Key() {}

    public static String of(String name) {
        Text text = Text.of(name);
        return of(text, 0, text.size());
    }

    /** Of some tokens of a text; empty where nothing is left. */
    public static String of(Text text, int from, int to) {
        int first = from + 1 < to && isArticle(text.at(from)) ? from + 1 : from;
        StringBuilder key = new StringBuilder();
        for (int place = first; place < to; place++) add(key, text, place, to);
        return key.toString();
    }

    public static boolean isArticle(Token token) {
        return ARTICLES.contains(token.word());
    }

    private static void add(StringBuilder key, Text text, int place, int to) {
        Token token = text.at(place);
        if (token.isMark()) key.append(token.is("&") ? "and" : "");
        else if (!isPart(text, place, to)) key.append(Numerals.canonical(token.word()));
    }

    /** "Part" before its number. */
    private static boolean isPart(Text text, int place, int to) {
        if (!PARTS.contains(text.at(place).word())) return false;
        int next = place + 1 < to && text.at(place + 1).isMark() ? place + 2 : place + 1;
        return next < to && isNumber(text.at(next));
    }

    public static boolean isNumber(Token token) {
        return token.isNumber() || Numerals.canonical(token.word()).chars().allMatch(Character::isDigit);
    }
}
