package io.cineai.query.catalogue;

import io.cineai.query.catalogue.Named.Share;
import io.cineai.query.text.Text;
import io.cineai.query.text.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a title is called when it is not said whole. Each name is a {@link Key}; the surest share of each counts. */
final class TitleNames {
    private static final Set<String> CONNECTIVES = Set.of("of", "and", "or", "with", "from", "in");

    private static final int SHORTEST_SUBTITLE = 6;

    /** What cannot be derived. */
    private static final Map<String, List<String>> CURATED = Map.of(
            "se7en", List.of("seven"),
            "starwars", List.of("a new hope"),
            "812", List.of("eight and a half"),
            "ring", List.of("ringu"));

    private final Map<String, Share> names = new LinkedHashMap<>();
    private final Text text;

    private TitleNames(String title) {
        this.text = Text.of(title);
    }

    static Map<String, Share> of(String title) {
        TitleNames names = new TitleNames(title);
        names.collect();
        // "Schindlers List".
        if (title.contains("'s")) of(title.replace("'s", "s")).forEach(names::put);
        return names.names;
    }

    private void collect() {
        int size = text.size();
        if (size == 0) return;
        add(0, size, Share.WHOLE);
        for (int place = 1; place < size; place++) if (splits(place)) split(place);
        for (int place = 1; place < size; place++) if (begins(place)) add(0, place, Share.BEGINNING);
        initials(size);
        for (String name : CURATED.getOrDefault(Key.of(text, 0, size), List.of())) put(Key.of(name), Share.HEAD);
    }

    private void split(int place) {
        add(0, place, Share.HEAD);
        initials(place);
        series(place);
        put(Key.of(text, 0, place) + Key.of(text, place + 1, text.size()), Share.WHOLE);
        String subtitle = Key.of(text, place + 1, text.size());
        if (subtitle.length() >= SHORTEST_SUBTITLE) put(subtitle, Share.SUBTITLE);
    }

    private boolean splits(int place) {
        Token token = text.at(place);
        return token.is(":") || token.is("-") || token.is("(") || (token.is("or") && text.is(place + 1, ":"));
    }

    private boolean begins(int place) {
        Token token = text.at(place);
        return token.is(",") || CONNECTIVES.contains(token.word());
    }

    private void add(int from, int to, Share share) {
        put(Key.of(text, from, to), share);
        if (from == 0) series(to);
    }

    /** "Toy Story" of "Toy Story 3". */
    private void series(int to) {
        int last = to - 1;
        if (last < 1 || !Key.isNumber(text.at(last))) return;
        boolean part = last > 1 && !Key.of(text, 0, last).equals(Key.of(text, 0, last - 1)) && isPart(last - 1);
        put(Key.of(text, 0, part ? last - 1 : last), Share.SERIES);
    }

    private boolean isPart(int place) {
        return Key.of(text, place, place + 2).equals(Key.of(text, place + 1, place + 2));
    }

    private void initials(int to) {
        StringBuilder all = new StringBuilder();
        for (int place = 0; place < to; place++)
            if (!text.at(place).isMark()) all.append(text.at(place).word().charAt(0));
        boolean article = Key.isArticle(text.at(0));
        String without = article ? all.substring(1) : all.toString();
        boolean numbered = without.length() == 2 && Character.isDigit(without.charAt(1));
        if (without.length() > 2 || numbered) put(without, Share.INITIALS);
        if (article && without.length() > 2) put(all.toString(), Share.INITIALS);
    }

    private void put(String name, Share share) {
        if (!name.isEmpty()) names.merge(name, share, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
}
