package io.cineai.query.match;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.emotion.Mood;
import io.cineai.query.Axis;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * All films of a catalogue, made ready to be searched: numbered by their ids, measured along every axis and mood, and indexed by what they
 * have. Never changes; memory is the catalogue's.
 */
public final class FilmSpace {
    private static final Mood[] MOODS = Mood.values();

    private final List<Movie> films;
    private final Map<MovieId, Integer> numbers;
    private final float[][] axes;
    private final float[][] moods;
    private final float[] medians;
    private final float[] popularity;
    private final Holders holders;
    private final Likeness likeness;
    private final Mentions mentions;
    private final Stories stories;

    private FilmSpace(List<Movie> films, ToDoubleFunction<MovieId> popularity, Map<MovieId, float[]> stories) {
        this.holders = Holders.of(films);
        List<Told> told = Told.of(films);
        this.likeness = Likeness.of(told);
        this.mentions = Mentions.of(told);
        this.stories = Stories.of(films, stories);
        this.numbers = new HashMap<>(films.size() * 2);
        this.axes = new float[films.size()][];
        this.moods = new float[films.size()][];
        this.popularity = new float[films.size()];
        for (int film = 0; film < films.size(); film++) {
            Movie movie = films.get(film);
            numbers.put(movie.id(), film);
            this.popularity[film] = (float) popularity.applyAsDouble(movie.id());
            axes[film] = AxisRules.of(movie, Marks.of(told.get(film)));
            moods[film] = moods(movie, axes[film]);
        }
        this.medians = medians(axes);
        this.films = films.stream().map(FilmSpace::withoutItsStory).toList();
    }

    /** Films whose stories nobody embedded. */
    public static FilmSpace of(List<Movie> films, ToDoubleFunction<MovieId> popularity) {
        return of(films, popularity, Map.of());
    }

    /**
     * @param popularity of a film among all. Range 0 to 1.
     * @param stories vectors of one embedding model; a film may have none
     */
    public static FilmSpace of(List<Movie> films, ToDoubleFunction<MovieId> popularity, Map<MovieId, float[]> stories) {
        return new FilmSpace(
                films.stream().sorted(Comparator.comparing(Movie::id)).toList(), popularity, stories);
    }

    public int size() {
        return films.size();
    }

    /** Without its overview, which is in the indexes. */
    public Movie film(int number) {
        return films.get(number);
    }

    public OptionalInt number(MovieId film) {
        Integer number = numbers.get(film);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** How much of it the film has. Range 0 to 1. */
    public double axis(Axis axis, int film) {
        return axes[film][axis.ordinal()];
    }

    /** What half of all films have less of. */
    double median(Axis axis) {
        return medians[axis.ordinal()];
    }

    /** How well the film fits. Range 0 to 1. */
    public double mood(Mood mood, int film) {
        return moods[film][mood.ordinal()];
    }

    double popularity(int film) {
        return popularity[film];
    }

    Holders holders() {
        return holders;
    }

    Likeness likeness() {
        return likeness;
    }

    Stories stories() {
        return stories;
    }

    Mentions mentions() {
        return mentions;
    }

    private static float[] moods(Movie film, float[] axes) {
        Optional<Felt> felt = film.portrait().feel().flatMap(Felt::of);
        float[] moods = new float[MOODS.length];
        for (Mood mood : MOODS)
            moods[mood.ordinal()] =
                    (float) (felt.isPresent() ? MoodFit.of(mood, felt.get()) : MoodGuess.of(mood, axes));
        return moods;
    }

    private static float[] medians(float[][] axes) {
        float[] medians = new float[Axis.values().length];
        if (axes.length == 0) return medians;
        float[] column = new float[axes.length];
        for (int axis = 0; axis < medians.length; axis++) {
            for (int film = 0; film < column.length; film++) column[film] = axes[film][axis];
            Arrays.sort(column);
            medians[axis] = column[column.length / 2];
        }
        return medians;
    }

    private static Movie withoutItsStory(Movie film) {
        return new Movie(
                film.id(),
                film.title(),
                film.year(),
                film.genres(),
                film.directors(),
                film.cast(),
                film.keywords(),
                film.runtime(),
                "",
                film.posterUrl(),
                film.portrait());
    }
}
