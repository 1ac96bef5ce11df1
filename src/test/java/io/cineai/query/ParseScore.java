package io.cineai.query;

import io.cineai.query.Slot.Fact;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How near a parser is to the gold on some queries.
 *
 * @param intents queries whose intent is right
 * @param exact queries of which all is right
 * @param titles films of the catalogue that somebody named, and those that were found in the right slot
 * @param negations what is not wanted: films, genres, what is excluded, what is to be less
 */
record ParseScore(int queries, int intents, int exact, Map<Slot, Hits> slots, Hits titles, Hits negations) {
    private static final ParseScore NOTHING = new ParseScore(0, 0, 0, Map.of(), Hits.NONE, Hits.NONE);

    static ParseScore of(Collection<GoldQuery> queries, Function<String, ParsedQuery> parser) {
        return queries.stream()
                .map(query -> of(query.parse(), parser.apply(query.text())))
                .reduce(NOTHING, ParseScore::plus);
    }

    /** Of one query. */
    static ParseScore of(ParsedQuery gold, ParsedQuery said) {
        boolean intent = gold.intent() == said.intent();
        Map<Slot, Hits> slots = new EnumMap<>(Slot.class);
        for (Slot slot : Slot.values()) slots.put(slot, Hits.of(set(slot.of(gold)), set(slot.of(said))));
        boolean same = set(Slot.all(gold)).equals(set(Slot.all(said)));
        return new ParseScore(
                1,
                intent ? 1 : 0,
                intent && same ? 1 : 0,
                slots,
                Hits.of(resolved(gold), resolved(said)),
                Hits.of(negations(gold), negations(said)));
    }

    /** Share of queries, 0 to 1. */
    double intent() {
        return (double) intents / queries;
    }

    /** Share of queries, 0 to 1. */
    double exactRate() {
        return (double) exact / queries;
    }

    /** All values of all slots alike. */
    Hits allSlots() {
        return slots.values().stream().reduce(Hits.NONE, Hits::plus);
    }

    /** What was understood: without the words that were not, which are many and cheap to find. */
    Hits understood() {
        return slots.entrySet().stream()
                .filter(slot -> slot.getKey() != Slot.UNRESOLVED)
                .map(Map.Entry::getValue)
                .reduce(Hits.NONE, Hits::plus);
    }

    private ParseScore plus(ParseScore more) {
        Map<Slot, Hits> sum = new EnumMap<>(more.slots);
        slots.forEach((slot, hits) -> sum.merge(slot, hits, Hits::plus));
        return new ParseScore(
                queries + more.queries,
                intents + more.intents,
                exact + more.exact,
                sum,
                titles.plus(more.titles),
                negations.plus(more.negations));
    }

    private static Set<String> resolved(ParsedQuery parse) {
        return Stream.concat(
                        parse.references().stream().map(film -> "+" + known(film)),
                        parse.dissimilar().stream().map(film -> "-" + known(film)))
                .filter(film -> film.length() > 1)
                .collect(Collectors.toSet());
    }

    private static String known(FilmReference film) {
        return film.film().map(Object::toString).orElse("");
    }

    private static Set<Fact> negations(ParsedQuery parse) {
        return set(Slot.all(parse).filter(Fact::isNegative));
    }

    private static Set<Fact> set(Stream<Fact> facts) {
        return facts.collect(Collectors.toSet());
    }
}
