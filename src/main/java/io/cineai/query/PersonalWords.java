package io.cineai.query;

import io.cineai.movie.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a text says something of who wrote it, which nobody else is to read. Careful rather than exact: an address, a number, a capital in
 * what was not understood (a name that is nobody's in the catalogue), or words about oneself beside words of family and health or beside
 * anything that was not understood. "I want", "show me" and their like say nothing of anybody.
 */
public final class PersonalWords {
    private static final Pattern ADDRESS = Pattern.compile("@|https?:|www\\.|\\d{5,}|\\d(?:[ ./-]?\\d){6,}");
    private static final Pattern POLITE = Pattern.compile(
            "\\b(?:i (?:want|wanna|need|would like|would love|love|loved|like|liked|enjoyed|hate|hated|just watched|watched|saw|am looking for"
                    + "|feel like watching|can watch|can see)|i'd (?:like|love)|i'm looking for|i’d (?:like|love)|i’m looking for"
                    + "|(?:show|give|find|recommend|suggest|tell|get|bring|cheer|surprise) (?:me|us)|(?:let|for) me|can i|could i"
                    + "|should i|makes? me|made me|edge of my seat)\\b");
    private static final Pattern ONESELF =
            Pattern.compile("\\b(?:i|i'm|i’m|i've|i’ve|me|my|mine|myself|we|us|our|ours)\\b");
    private static final Pattern CLOSE = Pattern.compile(
            "\\b(?:mother|mom|mum|father|dad|parents?|wife|husband|spouse|girlfriend|boyfriend|partner|fianc\\w+|daughters?|sons?|kids?"
                    + "|child(?:ren)?|baby|brothers?|sisters?|grand\\w+|uncle|aunt|cousins?|nephew|niece|family|friends?|boss|colleagues?"
                    + "|doctor|therap\\w+|psych\\w+|lawyer|priest|school|church|name|address|phone|birthday|years? old|divorc\\w+|widow\\w*"
                    + "|break ?up|broke up|died|death|funeral|sick\\w*|ill|illness|cancer|chemo\\w*|depress\\w+|anxi\\w+|suicid\\w+|pregnan\\w+"
                    + "|hospital|surgery|disease|diagnos\\w+|addict\\w+|sober|drunk|drugs?|medic\\w+|autis\\w+|adhd|hiv|gay|lesbian|trans|bi"
                    + "|salary|debt|fired|job|rent)\\b");
    /** Names need not be known to be names. */
    private static final Pattern CAPITAL = Pattern.compile("(?<!^)(?<![.!?]\\s)\\b\\p{Lu}\\p{L}+");

    private PersonalWords() {}

    /** @param read what the local parser made of it */
    public static boolean in(String text, ParsedQuery read) {
        if (ADDRESS.matcher(text).find()) return true;
        if (namesSomebody(text, read.unresolved())) return true;
        String rest = POLITE.matcher(Words.plain(text)).replaceAll(" ");
        boolean oneself = ONESELF.matcher(rest).find();
        return oneself && (CLOSE.matcher(rest).find() || !read.unresolved().isEmpty());
    }

    /** A word with a capital inside the text, that nothing in the catalogue explains. */
    private static boolean namesSomebody(String text, List<String> unresolved) {
        Set<String> unknown = Set.copyOf(unresolved.stream()
                .flatMap(it -> Arrays.stream(Words.plain(it).split("\\P{L}+")))
                .toList());
        return CAPITAL.matcher(text).results().anyMatch(it -> unknown.contains(Words.plain(it.group())));
    }
}
