package io.cineai.query.match;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Words;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Person;
import io.cineai.query.Shift;
import io.cineai.query.Shift.Direction;
import io.cineai.query.match.Why.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why a film answers a query: by what was asked for and the film really has, strongest first. */
public record Reasons(FilmSpace films, ParsedQuery query, Viewer viewer) {
    private static final int MOST = 3;

    /** What a film has in common with a reference, what tells most first. */
    private static final Map<Facet, Kind> SHARED = shared();

    private static final double LIKED_MUCH = 0.25;
    private static final double POPULAR = 0.9;

    /** A reason before its share of all is known. */
    private record Slot(
            Kind kind, @Nullable Movie film, @Nullable String attribute, double weight) {}

    /** One at the least, three at the most. */
    public List<Why> of(int film) {
        List<Slot> slots = new ArrayList<>();
        like(film, slots);
        directions(film, slots);
        asked(film, slots);
        if (slots.isEmpty()) anyway(film, slots);
        slots.sort(Comparator.comparingDouble(Slot::weight).reversed());
        List<Slot> best = slots.subList(0, Math.min(MOST, slots.size()));
        double whole = best.stream().mapToDouble(Slot::weight).sum();
        return best.stream()
                .map(slot -> new Why(slot.kind, slot.film, slot.attribute, slot.weight / whole))
                .toList();
    }

    private void like(int film, List<Slot> slots) {
        for (int reference : Films.numbers(query.references(), films)) {
            double alike = films.likeness().between(film, reference);
            if (alike > 0) slots.add(like(films.film(film), films.film(reference), 1 + alike));
        }
    }

    private static Slot like(Movie film, Movie reference, double weight) {
        for (Map.Entry<Facet, Kind> facet : SHARED.entrySet())
            for (String word : facet.getKey().of(film))
                if (facet.getKey().of(reference).contains(word))
                    return new Slot(facet.getValue(), reference, word, weight);
        return new Slot(Kind.LIKE_FILM, reference, null, weight);
    }

    /** Said only where it is so. */
    private void directions(int film, List<Slot> slots) {
        Directions directions = Directions.of(query, films);
        List<Integer> references = directions.references();
        for (Shift shift : query.shifts()) {
            if (!directions.isBeyond(shift, film)) continue;
            Kind kind = shift.direction() == Direction.MORE ? Kind.MORE : Kind.LESS;
            Movie from = references.isEmpty() ? null : films.film(references.get(0));
            slots.add(new Slot(kind, from, shift.axis().id(), 1 + directions.beyond(shift, film)));
        }
    }

    private void asked(int film, List<Slot> slots) {
        Movie movie = films.film(film);
        for (Mood mood : query.moods())
            if (films.mood(mood, film) >= MoodFit.HAS)
                slots.add(new Slot(Kind.MOOD, null, mood.id(), films.mood(mood, film)));
        for (Theme theme : query.themes())
            if (Facet.THEME.of(movie).contains(theme.id())) slots.add(new Slot(Kind.THEME, null, theme.id(), 0.9));
        for (StyleCategory style : query.styles())
            if (Facet.STYLE.of(movie).contains(style.id())) slots.add(new Slot(Kind.STYLE, null, style.id(), 0.7));
        for (String phrase : query.unresolved())
            if (films.mentions().has(film, phrase)) slots.add(new Slot(Kind.WORDS, null, phrase, 0.8));
        for (Person person : query.people()) person(movie, person.name(), slots);
        for (String genre : query.genres().include()) slots.add(new Slot(Kind.GENRE, null, genre, 0.3));
    }

    /** As the film's own row has it. */
    private static void person(Movie movie, String name, List<Slot> slots) {
        String plain = Words.plain(name);
        movie.directors().stream()
                .filter(it -> Words.plain(it).equals(plain))
                .findFirst()
                .ifPresent(it -> slots.add(new Slot(Kind.DIRECTOR, null, it, 0.5)));
        movie.cast().stream()
                .filter(it -> Words.plain(it).equals(plain))
                .findFirst()
                .ifPresent(it -> slots.add(new Slot(Kind.ACTOR, null, it, 0.4)));
    }

    private void anyway(int film, List<Slot> slots) {
        Optional<MovieId> liked = viewer.likes().keySet().stream()
                .filter(it -> films.number(it).isPresent())
                .filter(it -> alike(film, it) >= LIKED_MUCH)
                .max(Comparator.comparingDouble((MovieId it) -> alike(film, it)).thenComparing(it -> it));
        liked.ifPresent(it -> slots.add(
                new Slot(Kind.BECAUSE_LIKED, films.film(films.number(it).getAsInt()), null, alike(film, it))));
        if (films.popularity(film) >= POPULAR) slots.add(new Slot(Kind.POPULAR, null, null, 0.2));
        if (slots.isEmpty()) slots.add(new Slot(Kind.FITS, null, null, 1));
    }

    private double alike(int film, MovieId other) {
        return films.likeness().between(film, films.number(other).getAsInt());
    }

    private static Map<Facet, Kind> shared() {
        Map<Facet, Kind> shared = new LinkedHashMap<>();
        shared.put(Facet.DIRECTOR, Kind.PEOPLE);
        shared.put(Facet.CAST, Kind.PEOPLE);
        shared.put(Facet.THEME, Kind.SHARED_THEME);
        shared.put(Facet.STYLE, Kind.SHARED_STYLE);
        shared.put(Facet.GENRE, Kind.LIKE_FILM);
        shared.put(Facet.ARC, Kind.ARC_MATCH);
        return shared;
    }
}
