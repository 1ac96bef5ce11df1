package io.cineai.query.lexicon;

import io.cineai.query.lexicon.WordList.Line;
import io.cineai.query.text.Inflection;
import io.cineai.query.text.Inflection.Base;
import io.cineai.query.text.Inflection.Degree;
import io.cineai.query.text.Spelling;
import io.cineai.query.text.Text;
import io.cineai.query.text.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The phrases of all vocabularies, found in a text whatever form their words have. Safe for concurrent use. */
public final class Lexicon {
    private static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private final List<Sense> senses = new ArrayList<>(1);
    }

    private final Node root = new Node();
    private final Set<String> words = new HashSet<>();
    private final Spelling spelling;

    /** @param genres as a catalogue spells them: they are understood by their own names too */
    public Lexicon(Collection<String> genres) {
        for (Vocabulary vocabulary : Vocabulary.values())
            for (Line line : WordList.read(vocabulary.file()))
                for (String phrase : line.phrases()) add(phrase, Sense.of(vocabulary, line.id()));
        for (Line line : WordList.read("usual.txt")) words.addAll(line.phrases());
        for (String genre : genres) addUnknown(genre);
        spelling = new Spelling(words.stream()
                .filter(word -> word.length() >= 6 && root.next.containsKey(word))
                .sorted()
                .toList());
    }

    private void addUnknown(String genre) {
        Text text = Text.of(genre);
        if (text.size() > 0
                && at(text, 0).filter(it -> it.length() == text.size()).isEmpty())
            add(genre, new Sense(Vocabulary.GENRE, genre, false, false));
    }

    private void add(String phrase, Sense sense) {
        List<String> parts = Text.of(phrase).tokens().stream().map(Token::word).toList();
        // Styles have the names of those who have them.
        if (parts.size() == 1 || sense.vocabulary() != Vocabulary.STYLE) words.addAll(parts);
        add(parts, sense);
        if (parts.size() == 2 && sense.vocabulary().isContent()) add(List.of(String.join("", parts)), sense);
    }

    private void add(List<String> parts, Sense sense) {
        Node node = root;
        for (String part : parts) node = node.next.computeIfAbsent(part, it -> new Node());
        if (!node.senses.contains(sense)) node.senses.add(sense);
    }

    /** Whether a word is a usual one. */
    public boolean knows(String word) {
        return words.contains(word);
    }

    /** The longest phrase that begins here. */
    public Optional<Meaning> at(Text text, int place) {
        return Optional.ofNullable(longest(text, place, place, root, true, Degree.PLAIN));
    }

    private @Nullable Meaning longest(Text text, int from, int place, Node node, boolean exact, Degree degree) {
        Meaning best = meaning(place - from, node, exact, degree);
        if (!text.has(place)) return best;
        for (Base base : Inflection.of(text.at(place).word())) {
            Node next = node.next.get(base.word());
            if (next == null) continue;
            boolean same = base.word().equals(text.at(place).word());
            Degree grown = base.degree() == Degree.PLAIN ? degree : base.degree();
            Meaning found = longest(text, from, place + 1, next, exact && same, grown);
            if (found != null && (best == null || found.length() > best.length())) best = found;
        }
        return best;
    }

    private static @Nullable Meaning meaning(int length, Node node, boolean exact, Degree degree) {
        List<Sense> senses = exact
                ? node.senses
                : node.senses.stream()
                        .filter(sense -> sense.vocabulary().isContent())
                        .toList();
        return senses.isEmpty() ? null : new Meaning(length, senses, degree);
    }

    /** What a word means that is one slip away from a long one of ours. */
    public Optional<Meaning> misspelt(String word) {
        if (word.length() < 6) return Optional.empty();
        List<String> nearest = spelling.nearest(word, 1);
        if (nearest.size() != 1 || nearest.get(0).charAt(0) != word.charAt(0)) return Optional.empty();
        return at(Text.of(nearest.get(0)), 0);
    }
}
