package io.cineai.query.catalogue;

import io.cineai.query.catalogue.Named.Share;
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

/** Films by what they are called. Safe for concurrent use. */
public final class Titles {
    private static final int SHORTEST_WORD_NAME = 6;

    private final Map<String, List<Named>> byName = new HashMap<>();
    private final Spelling spelling;

    Titles(Collection<Listed> films) {
        for (Listed film : films)
            TitleNames.of(film.title()).forEach((name, share) -> add(name, new Named(film, share)));
        words(films);
        byName.replaceAll((name, named) -> named.size() == 1
                ? named
                : named.stream().sorted(Named.LIKELIEST).toList());
        spelling = new Spelling(byName.entrySet().stream()
                .filter(entry -> entry.getKey().length() >= 4
                        && entry.getValue().get(0).share().compareTo(Share.SUBTITLE) <= 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList());
    }

    private void add(String name, Named named) {
        byName.computeIfAbsent(name, it -> new ArrayList<>(1)).add(named);
    }

    private void words(Collection<Listed> films) {
        Map<String, Optional<Listed>> owners = new HashMap<>();
        for (Listed film : films)
            for (String word : words(film.title()))
                owners.merge(word, Optional.of(film), (one, other) -> Optional.empty());
        owners.forEach((word, owner) -> owner.ifPresent(film -> addWord(word, film)));
    }

    private void addWord(String word, Listed film) {
        if (!byName.containsKey(word)) add(word, new Named(film, Share.WORD));
    }

    private static Set<String> words(String title) {
        Set<String> words = new HashSet<>();
        for (Token token : Text.of(title).tokens())
            if (token.word().length() >= SHORTEST_WORD_NAME) words.add(token.word());
        return words;
    }

    /** The films of this name, the likeliest first. */
    public List<Named> of(String key) {
        return byName.getOrDefault(key, List.of());
    }

    /** The film that a name means: of the year that was said, where it was (0: it was not). */
    public Optional<Named> of(String key, int year) {
        return year == 0
                ? meant(of(key))
                : of(key).stream().filter(named -> isOf(named, year)).findFirst();
    }

    private static Optional<Named> meant(List<Named> named) {
        if (named.isEmpty()) return Optional.empty();
        Named first = named.get(0);
        return named.stream()
                .filter(other -> first.share() == Share.WHOLE && other.share() == Share.HEAD)
                .filter(other -> other.isFarBetterKnownThan(first))
                .findFirst()
                .or(() -> Optional.of(first));
    }

    private static boolean isOf(Named named, int year) {
        return named.film().year() == year;
    }

    /** Names that somebody may have meant who wrote this one. */
    public List<String> near(String key) {
        return spelling.nearest(key, Spelling.forgiven(key.length()));
    }
}
