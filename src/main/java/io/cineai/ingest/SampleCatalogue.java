package io.cineai.ingest;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The films that come with the library, so that everything can be tried without data of one's own. Written by hand; no poster. */
public final class SampleCatalogue {
    private static final String FILE = "films.csv";
    private static final String[] HEADER = {
        "title", "year", "genres", "directors", "cast", "runtime", "keywords", "logline"
    };

    private SampleCatalogue() {}

    public static List<Movie> films() {
        InputStream file = SampleCatalogue.class.getResourceAsStream(FILE);
        if (file == null)
            throw new BadSourceException(FILE + ": is not on the class path beside " + SampleCatalogue.class);
        return read(FILE, file);
    }

    /** The id of a sample film; the same on every reading. */
    public static MovieId movieId(String title, int year) {
        return new MovieId(NameBasedId.OURS.of("sample:movie:" + title + " (" + year + ")"));
    }

    /**
     * Films from a table with the columns of ours; ids come from title and year. Closes the input.
     *
     * @param file what the table is called in messages
     */
    public static List<Movie> read(String file, InputStream in) {
        Set<MovieId> seen = new HashSet<>();
        try (Stream<CsvLine> lines = CsvTable.lines(file, in, HEADER)) {
            return lines.map(line -> film(line, seen)).toList();
        }
    }

    private static Movie film(CsvLine line, Set<MovieId> seen) {
        String title = line.required("title");
        int year = line.integer("year", 0);
        MovieId id = movieId(title, year);
        if (!seen.add(id)) throw line.bad("title", "must not appear twice with one year", title);
        return new Movie(
                id,
                title,
                year,
                line.list("genres"),
                line.list("directors"),
                line.list("cast"),
                line.list("keywords"),
                line.integer("runtime", 0),
                line.text("logline"),
                "");
    }
}
