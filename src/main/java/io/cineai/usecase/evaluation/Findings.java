package io.cineai.usecase.evaluation;

import io.cineai.evaluate.Figure;
import io.cineai.recommend.Algorithm;
import io.cineai.store.evaluation.Shown;
import io.cineai.usecase.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What one run found so far. */
final class Findings {
    private static final double DIGITS = 10_000;

    private final List<Algorithm> wanted;
    private final BooleanSupplier enough;
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private long measured;
    private long putOff;

    Findings(List<Algorithm> wanted, BooleanSupplier enough) {
        this.wanted = wanted;
        this.enough = enough;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    void online(List<Shown> shown, Online online) {
        figures.addAll(online.figures(shown));
        List<String> tooFew = online.tooFew(shown);
        if (!tooFew.isEmpty()) details.put("tooFewUsersOnline", tooFew);
    }

    /** @param users there are, of whom no more may have been looked at than is configured */
    void sampled(long users, int films) {
        details.put("users", users);
        details.put("films", films);
    }

    /** True where nothing more is to be begun. */
    boolean isOver() {
        if (enough.getAsBoolean()) putOff = wanted.size() - measured;
        return putOff > 0;
    }

    /** Measures one algorithm after the other, until it is enough. */
    void offline(Offline exam, List<Double> factors, int minUsers) {
        details.put("usersLearnedFrom", exam.users());
        details.put("usersTested", exam.testedUsers());
        if (exam.testedUsers() < minUsers) {
            details.put("tooFewUsersOffline", exam.testedUsers());
            return;
        }
        for (Algorithm algorithm : wanted) {
            if (isOver()) return;
            for (double factor : factors) figures.addAll(exam.measure(algorithm, factor));
            measured++;
        }
    }

    /** Algorithms: measured, put off at the deadline, and skipped where too few users can be tested. */
    Tally tally() {
        details.put("table", figures.stream().map(Findings::row).toList());
        return Tally.items(measured, putOff, wanted.size() - measured - putOff).withDetails(details);
    }

    private static Map<String, Object> row(Figure figure) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mode", figure.mode().label());
        row.put("experiment", figure.experiment());
        row.put("algorithm", figure.algorithm());
        row.put("metric", figure.metric());
        row.put("value", rounded(figure.value()));
        if (figure.low() != null) row.put("low", rounded(figure.low()));
        if (figure.high() != null) row.put("high", rounded(figure.high()));
        row.put("users", figure.samples());
        return row;
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
