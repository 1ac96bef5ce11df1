package io.cineai.ingest;

import io.cineai.movie.Movie;
import io.cineai.taste.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Made-up users with tastes, so that there is something to learn from the sample films: people see more of what they like, rate it
 * higher, and share a view of which films are good. The same films, instant and chance give the same audience on every JVM.
 *
 * @param users how many; the last ones are new
 * @param newUsers how many of them have done nothing yet
 */
public record SampleAudience(int users, int newUsers) {
    public static final SampleAudience DEFAULT = new SampleAudience(60, 3);

    private static final int FEWEST = 15;
    private static final int MOST = 80;
    private static final long SPREAD_SECONDS = Duration.ofDays(2 * 365).toSeconds();

    public SampleAudience {
        if (!(users >= 1 && users <= 180)) throw new IllegalArgumentException("users must be in [1, 180]: " + users);
        if (!(newUsers >= 0 && newUsers <= users))
            throw new IllegalArgumentException("newUsers must be in [0, " + users + "]: " + newUsers);
    }

    /** The audience everybody gets: from a fixed seed. */
    public List<SampleUser> of(List<Movie> films, Instant until) {
        return of(films, until, new SplittableRandom(1895));
    }

    /** What the users do, they do in the two years before {@code until}, at whole seconds. */
    public List<SampleUser> of(List<Movie> films, Instant until, RandomGenerator random) {
        List<String> traits = SampleTaste.sharedTraits(films);
        List<Shown> shown =
                films.stream().map(film -> Shown.drawn(film, random)).toList();
        Instant start = until.truncatedTo(ChronoUnit.SECONDS).minusSeconds(SPREAD_SECONDS);
        Showing showing = new Showing(shown, start);
        List<SampleUser> audience = new ArrayList<>();
        for (int number = 0; number < users; number++) {
            boolean isNew = number >= users - newUsers;
            List<Signal> signals =
                    isNew ? List.of() : showing.history(SampleTaste.drawn(traits, random), number % 8 == 0, random);
            String name = SampleNames.OURS.name(number);
            String email = SampleNames.email(name);
            audience.add(new SampleUser(SampleNames.userId(email), name, email, signals));
        }
        return audience;
    }

    /**
     * A film with what everybody agrees on.
     *
     * @param quality -0.5 to 0.5 stars
     * @param fame 0.2 to 1, no unit: how readily people come upon it
     */
    private record Shown(Movie movie, double quality, double fame) {
        static Shown drawn(Movie movie, RandomGenerator random) {
            return new Shown(movie, random.nextDouble(-0.5, 0.5), random.nextDouble(0.2, 1));
        }

        double appealTo(SampleTaste taste) {
            double affinity = taste.affinity(movie);
            return fame * (affinity > 0 ? 1 + 4 * affinity : affinity < 0 ? 0.5 : 1);
        }

        double starsFrom(SampleTaste taste, RandomGenerator random) {
            double noise = random.nextDouble() + random.nextDouble() - 1;
            double stars = 3.4 + 0.8 * taste.affinity(movie) + quality + 0.8 * noise;
            return Math.max(0.5, Math.min(5, Math.rint(stars * 2) / 2));
        }
    }

    /** What is on, since when. */
    private record Showing(List<Shown> films, Instant start) {

        List<Signal> history(SampleTaste taste, boolean plansAhead, RandomGenerator random) {
            List<Shown> order = order(taste, random);
            int rated = Math.min(FEWEST + random.nextInt(MOST - FEWEST + 1), films.size());
            int planned = plansAhead ? Math.min(2 + random.nextInt(4), films.size() - rated) : 0;
            List<Signal> signals = new ArrayList<>();
            for (Shown film : order.subList(0, rated))
                signals.add(signal(film, Signal.Kind.RATING, film.starsFrom(taste, random), random));
            for (Shown film : order.subList(rated, rated + planned))
                signals.add(signal(film, Signal.Kind.WATCHLIST, 0, random));
            signals.sort(Comparator.comparing(Signal::at));
            return signals;
        }

        /** All films, those met first first: drawn by fame and taste. Source: Efraimidis and Spirakis, 2006. */
        private List<Shown> order(SampleTaste taste, RandomGenerator random) {
            Map<Shown, Double> met = new HashMap<>();
            for (Shown film : films) met.put(film, -StrictMath.log(1 - random.nextDouble()) / film.appealTo(taste));
            return films.stream().sorted(Comparator.comparing(met::get)).toList();
        }

        private Signal signal(Shown film, Signal.Kind kind, double value, RandomGenerator random) {
            return new Signal(film.movie.id(), kind, value, start.plusSeconds(random.nextLong(SPREAD_SECONDS)));
        }
    }
}
