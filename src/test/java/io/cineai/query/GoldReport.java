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
        ParseScore all = whole();
        ParseScore dev = of(Part.DEV);
        ParseScore test = of(Part.TEST);
        return Stream.concat(
                Stream.of("%n%-32s %7s %6s %6s %6s".formatted("slot, F1", "values", "all", "dev", "test")),
                Stream.of(Slot.values()).map(slot -> "%-32s %7d %6s %6s %6s"
                        .formatted(
                                slot.name().toLowerCase(Locale.ROOT),
                                all.slots().get(slot).gold(),
                                share(all.slots().get(slot).f1()),
                                share(dev.slots().get(slot).f1()),
                                share(test.slots().get(slot).f1()))));
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
