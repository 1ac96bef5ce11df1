package io.cineai.evaluate;

import io.cineai.movie.MovieId;
import io.cineai.taste.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The accuracy of every tested user's list, in the order of the test. A user without a list scores 0. */
public record Evaluation(List<Accuracy> users) {
    public Evaluation {
        users = List.copyOf(users);
        if (users.isEmpty()) throw new IllegalArgumentException("nobody is tested");
    }

    public static Evaluation of(Map<UserId, List<MovieId>> lists, Map<UserId, Set<MovieId>> test) {
        List<Accuracy> users = new ArrayList<>();
        test.forEach((user, films) -> users.add(new Accuracy(lists.getOrDefault(user, List.of()), films)));
        return new Evaluation(users);
    }

    public double[] each(ToDoubleFunction<Accuracy> measure) {
        return users.stream().mapToDouble(measure).toArray();
    }

    public double mean(ToDoubleFunction<Accuracy> measure) {
        double sum = 0;
        for (double value : each(measure)) sum += value;
        return sum / users.size();
    }
}
