package io.cineai.usecase.evaluation;

import io.cineai.evaluate.Bootstrap.Interval;
import io.cineai.evaluate.Figure;
import io.cineai.evaluate.Figure.Mode;
import io.cineai.evaluate.UserRate;
import io.cineai.store.evaluation.Shown;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What users made of what they were shown, as numbers with intervals.
 *
 * @param minUsers of fewer users no number is told
 */
record Online(int minUsers) {
    private static final double CONFIDENCE = 0.95;
    private static final double LEAST_CONTENT = 1;
    private static final double MOST_CONTENT = 5;

    List<Figure> figures(List<Shown> shown) {
        return shown.stream().flatMap(this::figures).toList();
    }

    /** Of which algorithms and arms there were too few users for a number. */
    List<String> tooFew(List<Shown> shown) {
        return shown.stream()
                .filter(it -> figures(it).findAny().isEmpty())
                .map(it -> it.experiment() + " " + it.algorithm())
                .toList();
    }

    private Stream<Figure> figures(Shown shown) {
        return Stream.of(
                        rate(shown, "click_rate", shown.clicks()),
                        rate(shown, "watch_rate", shown.watched()),
                        rate(shown, "dismissal_rate", shown.dismissals()),
                        rate(shown, "users_who_click", shown.clickers()),
                        rate(shown, "users_who_watch", shown.watchers()),
                        content(shown))
                .flatMap(Optional::stream);
    }

    private Optional<Figure> rate(Shown shown, String metric, Optional<UserRate> rate) {
        return rate.filter(it -> it.users() >= minUsers)
                .map(it -> figure(shown, metric, it.interval(CONFIDENCE), it.users()));
    }

    private Optional<Figure> content(Shown shown) {
        return shown.content()
                .filter(it -> it.users() >= minUsers)
                .map(it -> figure(
                        shown, "satisfaction", it.interval(CONFIDENCE, LEAST_CONTENT, MOST_CONTENT), it.users()));
    }

    private static Figure figure(Shown shown, String metric, Interval interval, long users) {
        return Figure.of(Mode.ONLINE, shown.experiment(), shown.algorithm(), metric, interval, users);
    }
}
