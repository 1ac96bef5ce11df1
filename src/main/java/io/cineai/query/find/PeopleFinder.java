package io.cineai.query.find;

import io.cineai.query.catalogue.FilmMaker;
import io.cineai.query.catalogue.Key;
import io.cineai.query.catalogue.People;
import io.cineai.query.find.Part.Makers;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Film makers and actors by their names; by surnames only where something beside says that people are meant. */
final class PeopleFinder {
    private static final int LONGEST = 5;
    private static final int LOOKS = 15;
    private static final Set<String> SIBLINGS = Set.of("brothers", "sisters", "siblings", "bros");

    private final People people;
    private final Context context;
    private final Text text;
    private int looks = LOOKS;

    PeopleFinder(People people, Context context) {
        this.people = people;
        this.context = context;
        this.text = context.text();
    }

    Optional<Item> at(int from) {
        for (int to = Math.min(text.size(), from + LONGEST); to > from; to--) {
            if (!isName(from, to)) continue;
            Optional<Item> found = fullName(from, to);
            if (found.isPresent()) return found;
        }
        return shortened(from)
                .or(() -> surname(from, from + 2))
                .or(() -> surname(from, from + 1))
                .or(() -> plural(from));
    }

    private boolean isName(int from, int to) {
        return !text.at(from).isMark() && !text.at(to - 1).isMark() && !Key.isArticle(text.at(from));
    }

    private Optional<Item> fullName(int from, int to) {
        boolean sure = !context.isUsual(from, to) || context.isCapital(from, to) || names(to);
        if (to - from == 1 && !(names(to) && sure)) return Optional.empty();
        return sure ? people.named(Key.of(text, from, to)).map(it -> item(from, to, List.of(it), 1)) : Optional.empty();
    }

    private Optional<Item> surname(int from, int to) {
        if (to > text.size() || !isName(from, to)) return Optional.empty();
        List<FilmMaker> all = people.called(Key.of(text, from, to));
        if (all.isEmpty()) return Optional.empty();
        if (SIBLINGS.contains(word(to)) && directors(all).size() > 1)
            return Optional.of(item(from, to + 1, directors(all), 1));
        return sureOfSurname(from, to) ? one(all).map(it -> item(from, to, List.of(it), 0.9)) : Optional.empty();
    }

    /** "Chris Nolan". */
    private Optional<Item> shortened(int from) {
        String first = word(from);
        if (first.length() < 3 || !text.has(from + 1) || context.isUsual(from, from + 2)) return Optional.empty();
        return people.called(word(from + 1)).stream()
                .filter(it -> Key.of(Text.of(it.name()), 0, 1).startsWith(first))
                .findFirst()
                .map(it -> item(from, from + 2, List.of(it), 0.9));
    }

    private boolean sureOfSurname(int from, int to) {
        if (context.followsFirstName(from)) return false;
        boolean usual = context.isUsual(from, to);
        boolean plainly = context.follows(Cue.BY) || context.follows(Cue.STARRING) || context.followsPeople();
        if (!usual)
            return plainly
                    || names(to)
                    || context.isAlone(from, to)
                    || context.opens(from, to)
                    || context.asksForTitle(to)
                    || context.invitesTitle(to)
                    || context.isCapital(from, to);
        boolean capital = text.at(from).capital() && from > 0;
        return capital && (plainly || names(to)) || (text.at(to - 1).possessive() && capital);
    }

    /** Whether what stands beside says that a name stands here. */
    private boolean names(int to) {
        return context.follows(Cue.BY)
                || context.follows(Cue.STARRING)
                || context.follows(Cue.WITH)
                || context.follows(Cue.WITHOUT)
                || context.followsPeople()
                || text.at(to - 1).possessive()
                || context.isFilm(to)
                || context.isGenre(to)
                || Set.of(
                                "style",
                                "fan",
                                "fans",
                                "filmography",
                                "vibes",
                                "vibe",
                                "like",
                                "esque",
                                "stuff",
                                "work",
                                "works")
                        .contains(word(to));
    }

    private String word(int place) {
        return text.has(place) ? text.at(place).word() : "";
    }

    /** Who is meant of those who share a surname. */
    private Optional<FilmMaker> one(List<FilmMaker> all) {
        if (context.follows(Cue.BY) || context.follows(Cue.LEARN)) return single(all, FilmMaker::directs);
        if (context.follows(Cue.STARRING) || context.follows(Cue.WITH))
            return single(all, FilmMaker::acts).or(() -> single(all, it -> true));
        return single(all, it -> true).or(() -> single(all, FilmMaker::directs));
    }

    private static Optional<FilmMaker> single(List<FilmMaker> all, Predicate<FilmMaker> which) {
        List<FilmMaker> left = all.stream().filter(which).toList();
        return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
    }

    private static List<FilmMaker> directors(List<FilmMaker> all) {
        return all.stream().filter(FilmMaker::directs).toList();
    }

    /** "The Wachowskis". */
    private Optional<Item> plural(int from) {
        String word = word(from);
        if (word.length() < 5 || !word.endsWith("s") || context.isUsual(from)) return Optional.empty();
        List<FilmMaker> all = directors(people.called(word.substring(0, word.length() - 1)));
        return all.size() > 1 ? Optional.of(item(from, from + 1, all, 1)) : Optional.empty();
    }

    Optional<Item> misspelt(int from) {
        for (int to = Math.min(text.size(), from + 3); to > from; to--) {
            if (!isName(from, to) || context.isUsual(from, to)) continue;
            boolean asked = names(to)
                    || context.isCapital(from, to)
                    || !context.isUsual(from) && !context.isUsual(to - 1) && to - from > 1;
            String key = Key.of(text, from, to);
            if (!people.called(key).isEmpty()) continue;
            if (!asked || key.length() < 5 || looks-- <= 0) continue;
            Optional<FilmMaker> found = to - from > 1 ? near(people.nearName(key)) : Optional.empty();
            if (found.isEmpty() && sureOfSurname(from, to)) found = nearSurname(key);
            if (found.isPresent()) {
                FilmMaker person = found.get();
                return Optional.of(item(from, to, List.of(person), 0.8));
            }
        }
        return Optional.empty();
    }

    private Optional<FilmMaker> near(List<String> names) {
        return names.stream().flatMap(name -> people.named(name).stream()).findFirst();
    }

    private Optional<FilmMaker> nearSurname(String key) {
        return people.nearSurname(key).stream()
                .flatMap(name -> one(people.called(name)).stream())
                .findFirst();
    }

    private static Item item(int from, int to, List<FilmMaker> people, double certainty) {
        return new Item(from, to, new Makers(people, certainty));
    }
}
