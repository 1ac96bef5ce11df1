package io.cineai.query.find;

import io.cineai.query.catalogue.Catalogue;
import io.cineai.query.find.Part.Film;
import io.cineai.query.find.Part.Mark;
import io.cineai.query.find.Part.Signal;
import io.cineai.query.find.Part.Unknown;
import io.cineai.query.find.Part.Words;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Lexicon;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.text.Text;
import io.cineai.query.text.Token;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cuts a text into what its words are: at each place the longest that fits; of equally long ones titles first, then numbers, people, words. */
public final class Finder {
    private static final int LONGEST_QUOTE = 14;
    private static final Meaning LOVED = Meaning.of(Cue.LOVED);

    private final Lexicon lexicon;
    private final Context context;
    private final TitleFinder titles;
    private final PeopleFinder people;
    private final YearFinder years;
    private final LengthFinder lengths = new LengthFinder();
    private final CountFinder counts;
    private final AgeFinder ages = new AgeFinder();
    private final Text text;

    public Finder(Text text, Catalogue catalogue, Lexicon lexicon, int thisYear) {
        this.text = text;
        this.lexicon = lexicon;
        context = new Context(text, lexicon, catalogue.usualWords());
        titles = new TitleFinder(catalogue.titles(), context);
        people = new PeopleFinder(catalogue.people(), context);
        years = new YearFinder(thisYear);
        counts = new CountFinder(lexicon);
    }

    public List<Item> find() {
        int place = 0;
        while (place < text.size()) {
            Item item = at(place);
            context.add(item);
            place = item.to();
        }
        return context.items();
    }

    private Item at(int place) {
        Token token = text.at(place);
        if (token.isMark()) return quoted(place).or(() -> years.at(text, place)).orElse(mark(place));
        Optional<Item> found = longest(Stream.of(
                titles.at(place),
                ages.at(text, place),
                lengths.at(text, place),
                years.at(text, place).filter(it -> !cutsTitle(it)),
                counts.at(text, place),
                people.at(place),
                words(place)));
        Optional<Item> known = found.filter(this::isPartOfTitle)
                .flatMap(part -> titles.misspelt(place).filter(it -> it.to() > part.to()))
                .or(() -> found);
        return known.filter(it -> !guessed(it))
                .or(() -> misspelt(place))
                .or(() -> known)
                .orElseGet(() -> unknown(place));
    }

    /** "The end of 2001: A Space Odyssey". */
    private boolean cutsTitle(Item years) {
        return years.length() == 2
                && titles.at(years.to() - 1).filter(it -> it.to() > years.to()).isPresent();
    }

    /** One word of a title, of which the others may be misspelt. */
    private boolean isPartOfTitle(Item item) {
        return item.part() instanceof Film film && film.certainty() < 1;
    }

    /** Words that a misspelt title may begin with. */
    private boolean guessed(Item item) {
        return !(item.part() instanceof Film)
                && (item.part() instanceof Signal || item.part() instanceof Words)
                && item.length() == 1
                && (context.asksForTitle(item.to()) || context.invitesTitle(item.to()));
    }

    private static Optional<Item> longest(Stream<Optional<Item>> found) {
        return found.flatMap(Optional::stream).reduce((one, other) -> other.length() > one.length() ? other : one);
    }

    private Optional<Item> words(int place) {
        if (context.isSomebodysLove(place)) return Optional.of(new Item(place, place + 1, new Signal(LOVED)));
        return context.meaning(place).map(meaning -> item(place, meaning, 1));
    }

    private static Item item(int place, Meaning meaning, double certainty) {
        Part part = meaning.isContent() ? new Words(meaning, certainty) : new Signal(meaning);
        return new Item(place, place + meaning.length(), part);
    }

    private Optional<Item> misspelt(int place) {
        return titles.misspelt(place)
                .or(() -> people.misspelt(place))
                .or(() -> titles.unlisted(place))
                .or(() -> misspeltWord(place));
    }

    private Optional<Item> misspeltWord(int place) {
        if (context.isUsual(place)) return Optional.empty();
        return lexicon.misspelt(text.at(place).word()).map(it -> item(place, it, 0.8));
    }

    private Item unknown(int place) {
        return new Item(place, place + 1, new Unknown());
    }

    private Item mark(int place) {
        return new Item(place, place + 1, new Mark(text.at(place).word()));
    }

    private Optional<Item> quoted(int place) {
        String quote = text.at(place).word();
        if (!quote.equals("\"") && !quote.equals("'")) return Optional.empty();
        for (int end = place + 2; end < Math.min(text.size(), place + LONGEST_QUOTE); end++)
            if (text.is(end, quote)) return titles.quoted(place + 1, end).or(unlisted(quote, place, end));
        return Optional.empty();
    }

    private java.util.function.Supplier<Optional<Item>> unlisted(String quote, int place, int end) {
        boolean title = quote.equals("\"")
                && (context.asksForTitle(end)
                        || context.invitesTitle(end)
                        || text.at(place + 1).capital());
        return () -> title
                ? Optional.of(new Item(place, end + 1, Film.unknown(text.slice(place + 1, end))))
                : Optional.empty();
    }
}
