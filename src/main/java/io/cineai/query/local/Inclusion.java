package io.cineai.query.local;

import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Audience;
import io.cineai.query.Axis;
import io.cineai.query.catalogue.GenreNames;
import io.cineai.query.find.Item;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.lexicon.Sense;
import io.cineai.query.lexicon.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes down what is wanted: of one word the first sense that says something, of a phrase all. */
record Inclusion(Reading reading, GenreNames genres) {
    private static final String CHRISTMAS = "christmas";

    void words(Meaning meaning, Item item) {
        boolean look = reading.nextPart().filter(reading::isLook).isPresent();
        if (look && meaning.is(Vocabulary.STYLE)) styles(meaning);
        else if (reading.frame().isAbout() && meaning.is(Vocabulary.THEME)) themes(meaning);
        else if (!plain(meaning, item)) axis(meaning);
    }

    private boolean plain(Meaning meaning, Item item) {
        boolean phrase = item.length() > 1;
        boolean said = genres(meaning, item);
        if (!said || phrase) said |= each(meaning, Vocabulary.MOOD, it -> draft().mood(it.as(Mood.class)));
        if (!said || phrase) said |= watchers(meaning);
        if (!said || phrase) said |= each(meaning, Vocabulary.OCCASION, it -> occasion(it, item));
        if (!said || phrase) said |= themes(meaning);
        return said || styles(meaning);
    }

    private Draft draft() {
        return reading.draft();
    }

    private boolean genres(Meaning meaning, Item item) {
        List<Sense> named = meaning.in(Vocabulary.GENRE).toList();
        List<String> spelled =
                named.stream().flatMap(it -> genres.spelling(it.id()).stream()).toList();
        spelled.forEach(draft()::genre);
        boolean lacking = !named.isEmpty() && spelled.isEmpty();
        if (lacking && !hasOthers(meaning)) reading.unresolved().add(-1, item);
        return !spelled.isEmpty();
    }

    private static boolean hasOthers(Meaning meaning) {
        return meaning.senses().stream()
                .anyMatch(it -> it.vocabulary().isContent() && it.vocabulary() != Vocabulary.GENRE);
    }

    private boolean watchers(Meaning meaning) {
        Optional<Sense> sense = meaning.first(Vocabulary.AUDIENCE);
        sense.ifPresent(it -> draft().audience(it.as(Audience.class)));
        return sense.isPresent();
    }

    private void occasion(Sense sense, Item item) {
        boolean christmas = sense.id().equals(CHRISTMAS);
        if (christmas) reading.unresolved().add(-1, item);
        draft().mood(christmas ? Mood.HEARTWARMING : sense.as(Mood.class));
    }

    private boolean themes(Meaning meaning) {
        return each(meaning, Vocabulary.THEME, it -> draft().theme(it.as(Theme.class)));
    }

    private boolean styles(Meaning meaning) {
        return each(meaning, Vocabulary.STYLE, it -> draft().style(it.as(StyleCategory.class)));
    }

    private void axis(Meaning meaning) {
        meaning.first(Vocabulary.AXIS).ifPresent(it -> draft().shift(it.as(Axis.class), !it.opposite()));
    }

    private static boolean each(Meaning meaning, Vocabulary vocabulary, Consumer<Sense> say) {
        List<Sense> senses = meaning.in(vocabulary).toList();
        senses.forEach(say);
        return !senses.isEmpty();
    }
}
