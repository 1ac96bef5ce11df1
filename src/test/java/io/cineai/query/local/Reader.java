package io.cineai.query.local;

import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.query.FilmReference;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Range;
import io.cineai.query.Shift.Direction;
import io.cineai.query.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads queries against the sample catalogue in 2026, and tells what they mean in one line. */
final class Reader {
    static final int THIS_YEAR = 2026;
    static final LocalParser SAMPLE = with();

    private Reader() {}

    /** The sample catalogue and these films. */
    static LocalParser with(Movie... others) {
        List<Movie> films = Stream.concat(SampleCatalogue.films().stream(), Stream.of(others))
                .toList();
        return new LocalParser(Catalogue.of(films, film -> 1), THIS_YEAR);
    }

    /** The slots that say something, in the order of {@link ParsedQuery}; no intent and no confidence. */
    static String slots(String query) {
        return slots(SAMPLE.parse(query));
    }

    static String slots(ParsedQuery query) {
        List<String> slots = new ArrayList<>();
        add(slots, "like", query.references().stream().map(Reader::film).toList());
        add(slots, "unlike", query.dissimilar().stream().map(Reader::film).toList());
        add(
                slots,
                "shift",
                query.shifts().stream()
                        .map(shift -> (shift.direction() == Direction.MORE ? "+" : "-")
                                + shift.axis().id())
                        .toList());
        add(slots, "genre", query.genres().include());
        add(slots, "no genre", query.genres().exclude());
        add(slots, "mood", query.moods().stream().map(it -> it.id()).toList());
        add(slots, "theme", query.themes().stream().map(it -> it.id()).toList());
        add(slots, "style", query.styles().stream().map(it -> it.id()).toList());
        add(slots, "exclude", query.exclude());
        add(slots, "unresolved", query.unresolved());
        add(
                slots,
                "people",
                query.people().stream()
                        .map(it -> it.name() + " " + it.role().name().toLowerCase(Locale.ROOT))
                        .toList());
        add(slots, "years", range(query.years()));
        add(slots, "minutes", range(query.runtime()));
        add(
                slots,
                "for",
                query.audience().stream()
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .toList());
        add(slots, "limit", query.limit().stream().map(Objects::toString).toList());
        return String.join("; ", slots);
    }

    private static void add(List<String> slots, String name, List<String> values) {
        if (!values.isEmpty()) slots.add(name + ": " + String.join(", ", values));
    }

    private static String film(FilmReference film) {
        return film.title() + (film.film().isEmpty() ? "?" : "");
    }

    private static List<String> range(Range range) {
        if (range.isAll()) return List.of();
        return List.of(end(range.from().stream().toList()) + ".."
                + end(range.to().stream().toList()));
    }

    private static String end(List<Integer> value) {
        return value.isEmpty() ? "" : value.get(0).toString();
    }
}
