package io.cineai.query.local;

import io.cineai.query.find.Item;
import io.cineai.query.text.Text;
import java.util.ArrayList;
import java.util.List;

/** What was not understood, in order; words that stand side by side are one entry. */
final class Unresolved {
    /** Entries; more are not kept. */
    static final int MOST = 20;
    /** Characters of one entry; what is longer is cut into several. */
    static final int LONGEST = 100;

    /** Tokens between a "no" and its word within which all is shown as it was written. */
    private static final int NEAR = 3;

    /** @param no what is written before it: "no " where it is far away */
    private record Stretch(String no, int from, int to, int words) {
        Stretch to(int end) {
            return new Stretch(no, from, end, words + 1);
        }
    }

    private final Text text;
    private final List<Stretch> stretches = new ArrayList<>();

    Unresolved(Text text) {
        this.text = text;
    }

    /** @param opened the token of the "no" before it, which must not be lost; -1 where there is none */
    void add(int opened, Item item) {
        boolean far = opened >= 0 && item.from() - opened > NEAR;
        int from = opened >= 0 && !far ? opened : item.from();
        int last = stretches.size() - 1;
        if (last >= 0 && stretches.get(last).to == from)
            stretches.set(last, stretches.get(last).to(item.to()));
        else stretches.add(new Stretch(far ? "no " : "", from, item.to(), 1));
    }

    /** One of a list that is not wanted, behind its first. */
    void addNo(Item item) {
        int last = stretches.size() - 1;
        if (last >= 0 && stretches.get(last).to == item.from()) add(-1, item);
        else stretches.add(new Stretch("no ", item.from(), item.to(), 1));
    }

    int words() {
        return stretches.stream().mapToInt(Stretch::words).sum();
    }

    List<String> entries() {
        List<String> entries = new ArrayList<>();
        for (Stretch stretch : stretches) cut(stretch.no + text.slice(stretch.from, stretch.to), entries);
        return entries.subList(0, Math.min(MOST, entries.size()));
    }

    static List<String> whole(Text text) {
        List<String> entries = new ArrayList<>();
        cut(text.written(), entries);
        return entries.subList(0, Math.min(MOST, entries.size()));
    }

    private static void cut(String written, List<String> entries) {
        String rest = written.strip();
        while (rest.length() > LONGEST && entries.size() < MOST) {
            int blank = rest.lastIndexOf(' ', LONGEST);
            int end = blank > 0 ? blank : whole(rest);
            entries.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        if (!rest.isEmpty()) entries.add(rest);
    }

    /** Not between the halves of a character. */
    private static int whole(String rest) {
        return Character.isHighSurrogate(rest.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
