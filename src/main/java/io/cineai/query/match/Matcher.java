package io.cineai.query.match;

import io.cineai.movie.MovieId;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.ParsedQuery;
import io.cineai.query.ParsedQuery.Genres;
import io.cineai.query.Shift;
import io.cineai.query.match.Holders.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * From a query to the films that answer it. Constraints hold always; of what they leave, a film's score is the weighed mean of what was asked
 * for: likeness to the references and nearness of their stories, each shift, moods, themes, styles, words that nothing else understood; beside it, less, what the viewer
 * likes, and how popular it is.
 *
 * @param most films at the most
 */
public record Matcher(FilmSpace films, int most) {
    private static final double REFERENCES = 1;
    private static final double STORIES = 0.4;
    private static final double SHIFTS = 1;
    private static final double MOODS = 0.7;
    private static final double THEMES = 0.8;
    private static final double STYLES = 0.6;
    private static final double WORDS = 0.6;
    private static final double TASTE = 0.15;
    private static final double POPULARITY = 0.08;
    private static final double UNLIKE = 0.4;

    /** Of several references the film that is least like counts as much as all together: who names two wants both. */
    private static final double LEAST = 0.5;

    private static final float BY_ITS_WORDS = 0.5f;

    /** What is less is chance: one word of many. */
    private static final double SPOKEN_OF = 0.15;

    /** Of how the best film speaks of what was said. */
    private static final double NEARLY = 0.5;

    public Ranking rank(ParsedQuery query, Viewer viewer) {
        BitSet allowed = new Constraints(films).allowed(query);
        for (MovieId known : viewer.known()) films.number(known).ifPresent(allowed::clear);
        for (MovieId liked : viewer.likes().keySet()) films.number(liked).ifPresent(allowed::clear);
        Directions directions = Directions.of(query, films);
        directions.narrow(allowed);
        List<Part> about = about(query);
        Part words = words(query);
        if (isOfNothing(query, allowed, words)) return Ranking.EMPTY;
        narrow(query, allowed, about, words);
        List<Part> parts = new ArrayList<>(about);
        like(directions.references(), allowed, parts);
        for (Shift shift : query.shifts())
            parts.add(directions.part(shift, SHIFTS / query.shifts().size()));
        if (!query.moods().isEmpty()) parts.add(moods(query.moods()));
        if (words.best(allowed) > 0) parts.add(words);
        if (!viewer.likes().isEmpty()) parts.add(taste(viewer.likes(), allowed));
        parts.add(popularity());
        return ranked(allowed, parts, unlike(query));
    }

    /** Nothing was understood, and no film speaks of what was said. */
    private static boolean isOfNothing(ParsedQuery query, BitSet allowed, Part words) {
        return !query.unresolved().isEmpty() && !saysMore(query) && words.best(allowed) < SPOKEN_OF;
    }

    /** More than words that were not understood. */
    private static boolean saysMore(ParsedQuery query) {
        return !(query.references().isEmpty()
                && query.dissimilar().isEmpty()
                && query.shifts().isEmpty()
                && query.genres().equals(Genres.ANY)
                && query.moods().isEmpty()
                && query.themes().isEmpty()
                && query.styles().isEmpty()
                && query.exclude().isEmpty()
                && query.people().isEmpty()
                && query.years().isAll()
                && query.runtime().isAll()
                && query.audience().isEmpty());
    }

    /** Who asks what films are about wants films that are about it, where there are any. */
    private static void narrow(ParsedQuery query, BitSet allowed, List<Part> about, Part words) {
        if (query.references().isEmpty()) keepSome(allowed, about, 0);
        if (!saysMore(query)) keepSome(allowed, List.of(words), NEARLY * words.best(allowed));
    }

    private static void keepSome(BitSet allowed, List<Part> parts, double above) {
        BitSet some = new BitSet();
        for (int film = allowed.nextSetBit(0); film >= 0; film = allowed.nextSetBit(film + 1))
            for (Part part : parts) if (part.values()[film] > above) some.set(film);
        if (!some.isEmpty()) allowed.and(some);
    }

    private List<Part> about(ParsedQuery query) {
        List<Part> about = new ArrayList<>(2);
        if (!query.themes().isEmpty())
            about.add(new Part(
                    THEMES,
                    having(Kind.THEME, query.themes().stream().map(Theme::id).toList())));
        if (!query.styles().isEmpty())
            about.add(new Part(
                    STYLES,
                    having(
                            Kind.STYLE,
                            query.styles().stream().map(StyleCategory::id).toList())));
        return about;
    }

    /** The mean; a film that nobody found to have it may have it by its words, by half. */
    private float[] having(Kind kind, List<String> ids) {
        float[] mean = new float[films.size()];
        for (String id : ids) {
            float[] level = new float[films.size()];
            films.mentions().raise(id.replace('_', ' '), level);
            for (int film = 0; film < level.length; film++) level[film] = level[film] < 1 ? 0 : BY_ITS_WORDS;
            for (int film : films.holders().of(kind, id)) level[film] = 1;
            for (int film = 0; film < level.length; film++) mean[film] += level[film] / ids.size();
        }
        return mean;
    }

    private Part words(ParsedQuery query) {
        float[] mean = new float[films.size()];
        for (String phrase : query.unresolved()) {
            float[] sure = new float[films.size()];
            films.mentions().raise(phrase, sure);
            for (int film = 0; film < sure.length; film++)
                mean[film] += sure[film] / query.unresolved().size();
        }
        return new Part(WORDS, mean);
    }

    private void like(List<Integer> references, BitSet allowed, List<Part> parts) {
        if (references.isEmpty()) return;
        float[] mean = new float[films.size()];
        float[] least = new float[films.size()];
        Arrays.fill(least, 1);
        for (int reference : references) {
            float[] alike = new float[films.size()];
            films.likeness().add(reference, 1, alike);
            for (int film = 0; film < alike.length; film++) {
                mean[film] += alike[film] / references.size();
                least[film] = Math.min(least[film], alike[film]);
            }
        }
        for (int film = 0; film < mean.length; film++)
            mean[film] = (float) ((1 - LEAST) * mean[film] + LEAST * least[film]);
        parts.add(Part.ofBest(REFERENCES, mean, allowed));
        Part stories = Part.ofBest(STORIES, films.stories().near(references), allowed);
        if (stories.best(allowed) > 0) parts.add(stories);
    }

    private Part moods(List<Mood> moods) {
        float[] mean = new float[films.size()];
        for (Mood mood : moods)
            for (int film = 0; film < mean.length; film++) mean[film] += (float) films.mood(mood, film) / moods.size();
        return new Part(MOODS, mean);
    }

    private Part taste(Map<MovieId, Double> likes, BitSet allowed) {
        float[] liked = new float[films.size()];
        likes.forEach((film, how) ->
                films.number(film).ifPresent(it -> films.likeness().add(it, how, liked)));
        return Part.ofBest(TASTE, liked, allowed);
    }

    private Part popularity() {
        float[] popularity = new float[films.size()];
        for (int film = 0; film < popularity.length; film++) popularity[film] = (float) films.popularity(film);
        return new Part(POPULARITY, popularity);
    }

    private float[] unlike(ParsedQuery query) {
        float[] most = new float[films.size()];
        for (int film : Films.numbers(query.dissimilar(), films)) {
            float[] alike = new float[films.size()];
            films.likeness().add(film, 1, alike);
            for (int other = 0; other < most.length; other++) most[other] = Math.max(most[other], alike[other]);
        }
        return most;
    }

    private Ranking ranked(BitSet allowed, List<Part> parts, float[] unlike) {
        double whole = parts.stream().mapToDouble(Part::weight).sum();
        long[] keys = new long[allowed.cardinality()];
        int at = 0;
        for (int film = allowed.nextSetBit(0); film >= 0; film = allowed.nextSetBit(film + 1)) {
            double sum = 0;
            for (Part part : parts) sum += part.weight() * part.values()[film];
            double score = Math.max(0, Math.min(1, sum / whole - UNLIKE * unlike[film]));
            // Of numbers that are not negative the bits rise with the number; films are numbered by their ids.
            keys[at++] = (long) Float.floatToIntBits((float) score) << 32 | (Integer.MAX_VALUE - film);
        }
        Arrays.sort(keys);
        int size = Math.min(most, keys.length);
        int[] best = new int[size];
        float[] scores = new float[size];
        for (int place = 0; place < size; place++) {
            long key = keys[keys.length - 1 - place];
            best[place] = Integer.MAX_VALUE - (int) key;
            scores[place] = Float.intBitsToFloat((int) (key >>> 32));
        }
        return new Ranking(best, scores);
    }
}
