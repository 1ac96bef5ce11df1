package io.cineai.analyze;

import io.cineai.movie.Level;
import io.cineai.movie.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of an answer, read strictly: every field is there, of its type, and no other. Throws {@link Unfit} otherwise.
 *
 * @param place where it stands in the answer; empty for the whole
 */
public record Fields(String place, Map<?, ?> values) {
    /** Longest piece of an answer that a complaint repeats. */
    private static final int SHOWN = 60;

    public static Fields of(Object answer, String place) {
        if (answer instanceof Map<?, ?> values) return new Fields(place, values);
        throw new Unfit((place.isEmpty() ? "the answer" : place) + " must be an object");
    }

    public Fields only(String... names) {
        Set<String> known = Set.of(names);
        for (Object name : values.keySet())
            if (!known.contains(String.valueOf(name))) throw new Unfit(at(shown(name)) + " must not be there");
        return this;
    }

    public Fields object(String name) {
        return of(value(name), at(name));
    }

    /** @param most how many at the most; at least one */
    List<Fields> objects(String name, int most) {
        return objects(name, 1, most);
    }

    public List<Fields> objects(String name, int least, int most) {
        List<?> items = list(name, least, most);
        List<Fields> objects = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) objects.add(of(items.get(i), at(name) + "[" + i + "]"));
        return objects;
    }

    public Level level(String name) {
        double level = number(name, value(name));
        if (!(level >= 0 && level <= 1)) throw new Unfit(at(name) + " must be in [0, 1]: " + level);
        return new Level(level);
    }

    List<Double> numbers(String name, int count) {
        return list(name, count, count).stream().map(it -> number(name, it)).toList();
    }

    public int integer(String name) {
        return integer(at(name), value(name));
    }

    public List<Integer> integers(String name, int least, int most) {
        return list(name, least, most).stream().map(it -> integer(at(name), it)).toList();
    }

    private static int integer(String place, @Nullable Object value) {
        if (value instanceof Number number && number.doubleValue() == number.intValue()) return number.intValue();
        throw new Unfit(place + " must be whole numbers: " + shown(value));
    }

    public String text(String name) {
        return text(at(name), value(name));
    }

    private static String text(String place, @Nullable Object value) {
        if (value instanceof String text) return text;
        throw new Unfit(place + " must be a text");
    }

    /** @param most how many at the most; none is fine */
    public List<String> texts(String name, int most) {
        return list(name, 0, most).stream().map(it -> text(at(name), it)).toList();
    }

    public <T extends Enum<T> & Term> T term(String name, Class<T> vocabulary) {
        return term(at(name), vocabulary, value(name));
    }

    /** @param most how many at the most; none is fine */
    public <T extends Enum<T> & Term> List<T> terms(String name, Class<T> vocabulary, int most) {
        return list(name, 0, most).stream()
                .map(it -> term(at(name), vocabulary, it))
                .toList();
    }

    private static <T extends Enum<T> & Term> T term(String place, Class<T> vocabulary, @Nullable Object id) {
        return Term.of(vocabulary, String.valueOf(id))
                .orElseThrow(() -> new Unfit(place + " must be a word of its vocabulary: " + shown(id)));
    }

    private double number(String name, @Nullable Object value) {
        if (value instanceof Number number) return number.doubleValue();
        throw new Unfit(at(name) + " must be a number: " + shown(value));
    }

    private List<?> list(String name, int least, int most) {
        if (!(value(name) instanceof List<?> items)) throw new Unfit(at(name) + " must be a list");
        if (items.size() < least || items.size() > most)
            throw new Unfit(at(name) + " must have " + (least == most ? "" : least + " to ") + most + " items: "
                    + items.size());
        return items;
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) throw new Unfit(at(name) + " must be there");
        return value;
    }

    public String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static String shown(@Nullable Object value) {
        return Excerpt.of(String.valueOf(value), SHOWN);
    }
}
