package io.cineai.query;

import io.cineai.movie.emotion.Mood;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.ParsedQuery.Genres;
import io.cineai.query.ParsedQuery.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands in for the local parser until that is here: one title after "like", more and less, a decade, a few words. */
public final class LocalParser {
    private static final Pattern LIKE = Pattern.compile("\\blike (.+?)(?: but (more|less) (\\w+))?$");
    private static final Pattern MORE = Pattern.compile("\\b(more|less) (\\w+)");
    private static final Pattern DECADE = Pattern.compile("\\b([1-9])0s\\b");
    private static final Pattern UNTIL = Pattern.compile("\\bbefore (\\d{4})\\b");

    private final Catalogue catalogue;
    private final int thisYear;

    public LocalParser(Catalogue catalogue, int thisYear) {
        this.catalogue = catalogue;
        this.thisYear = thisYear;
    }

    public ParsedQuery parse(String text) {
        String plain = text.strip();
        List<FilmReference> references = new ArrayList<>();
        Matcher like = LIKE.matcher(plain);
        if (like.find())
            references.add(catalogue
                    .titled(like.group(1))
                    .map(film -> new FilmReference(film.title(), film.year(), Optional.of(film.id())))
                    .orElse(new FilmReference(like.group(1), 0, Optional.empty())));
        List<Shift> shifts = new ArrayList<>();
        Matcher more = MORE.matcher(plain.toLowerCase(Locale.ROOT));
        while (more.find()) {
            Shift.Direction way = Shift.Direction.valueOf(more.group(1).toUpperCase(Locale.ROOT));
            for (Axis axis : Axis.values()) if (axis.id().equals(more.group(2))) shifts.add(new Shift(axis, way));
        }
        List<Mood> moods = new ArrayList<>();
        List<Theme> themes = new ArrayList<>();
        List<String> unresolved = new ArrayList<>();
        for (String word : plain.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_]+")) {
            if (word.equals("scary") && shifts.isEmpty()) moods.add(Mood.SCARY);
            else if (word.equals("redemption")) themes.add(Theme.REDEMPTION);
            else if (references.isEmpty() && word.length() > 4 && !word.matches("\\d+s?|films?|movies?|before"))
                unresolved.add(word);
        }
        Range years = Range.ALL;
        Matcher decade = DECADE.matcher(plain);
        if (decade.find()) {
            int from = 1900 + 10 * Integer.parseInt(decade.group(1));
            years = new Range(Optional.of(from), Optional.of(from + 9));
        }
        Matcher until = UNTIL.matcher(plain);
        if (until.find())
            years = new Range(Optional.empty(), Optional.of(Math.min(thisYear, Integer.parseInt(until.group(1)) - 1)));
        return new ParsedQuery(
                references.isEmpty() ? Intent.DISCOVER : Intent.SIMILAR_TO,
                references,
                List.of(),
                shifts,
                Genres.ANY,
                moods,
                themes,
                List.of(),
                List.of(),
                unresolved,
                List.of(),
                years,
                Range.ALL,
                Optional.empty(),
                Optional.empty(),
                unresolved.isEmpty() ? 0.9 : 0.4,
                Parser.LOCAL);
    }
}
