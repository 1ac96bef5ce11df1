package io.cineai.query;

import io.cineai.query.GoldQuery.Part;
import io.cineai.query.Slot.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A parser's accuracy on the gold, as tables for people. */
record GoldReport(Function<String, ParsedQuery> parser) {
    ParseScore whole() {
        return ParseScore.of(GoldSet.all(), parser);
    }

    ParseScore of(Part part) {
        return ParseScore.of(GoldSet.of(part), parser);
    }

    /** By set and stratum, then by slot. Shares from 0 to 1; a dash where there was nothing to find. */
    String tables() {
        return Stream.concat(strata(), slots()).collect(Collectors.joining("\n", "\n", "\n"));
    }

    /** The queries of one half that were read wrong: what is missing, what is too much. */
    String misses(Part part) {
        return GoldSet.of(part).stream().flatMap(this::miss).collect(Collectors.joining("\n"));
    }

    private Stream<String> strata() {
        Map<String, List<GoldQuery>> groups = new LinkedHashMap<>();
        groups.put("all", GoldSet.all());
        for (Part part : Part.values()) groups.put("all " + part.id(), GoldSet.of(part));
        for (GoldQuery query : GoldSet.all())
            groups.computeIfAbsent(query.stratum() + " " + query.part().id(), name -> new ArrayList<>())
                    .add(query);
        return Stream.concat(
                Stream.of("%-32s %7s %6s %6s %6s %8s %6s"
                        .formatted("stratum", "queries", "intent", "slots", "titles", "negation", "exact")),
                groups.entrySet().stream().map(group -> line(group.getKey(), ParseScore.of(group.getValue(), parser))));
    }

    private static String line(String name, ParseScore score) {
        return "%-32s %7d %6s %6s %6s %8s %6s"
                .formatted(
                        name,
                        score.queries(),
                        share(score.intent()),
                        share(score.allSlots().f1()),
                        share(score.titles().recall()),
                        share(score.negations().recall()),
                        share(score.exactRate()));
    }

    private Stream<String> slots() {
        List<ParseScore> scores = List.of(whole(), of(Part.DEV), of(Part.TEST));
        Stream<String> head =
                Stream.of("%n%-32s %7s %6s %6s %6s".formatted("slot, F1", "values", "all", "dev", "test"));
        Stream<String> each = Stream.of(Slot.values())
                .map(slot -> line(
                        slot.name().toLowerCase(Locale.ROOT),
                        scores.stream().map(score -> score.slots().get(slot)).toList()));
        Stream<String> sums = Stream.of(
                line(
                        "all but unresolved",
                        scores.stream().map(ParseScore::understood).toList()),
                line("all", scores.stream().map(ParseScore::allSlots).toList()));
        return Stream.of(head, each, sums).flatMap(Function.identity());
    }

    private static String line(String name, List<Hits> wholeDevTest) {
        return "%-32s %7d %s"
                .formatted(
                        name,
                        wholeDevTest.get(0).gold(),
                        wholeDevTest.stream()
                                .map(hits -> "%6s".formatted(share(hits.f1())))
                                .collect(Collectors.joining(" ")));
    }

    private Stream<String> miss(GoldQuery query) {
        ParsedQuery said = parser.apply(query.text());
        if (ParseScore.of(query.parse(), said).exact() == 1) return Stream.empty();
        Set<Fact> gold = Slot.all(query.parse()).collect(Collectors.toSet());
        Set<Fact> got = Slot.all(said).collect(Collectors.toSet());
        return Stream.of("%s [%s]%n    expected %s %s%n    got      %s %s%n    missing  %s, too much %s"
                .formatted(
                        query.text(),
                        query.stratum(),
                        query.parse().intent().id(),
                        sorted(gold, fact -> true),
                        said.intent().id(),
                        sorted(got, fact -> true),
                        sorted(gold, fact -> !got.contains(fact)),
                        sorted(got, fact -> !gold.contains(fact))));
    }

    private static List<String> sorted(Set<Fact> facts, Predicate<Fact> which) {
        return facts.stream().filter(which).map(Fact::toString).sorted().toList();
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }
}
