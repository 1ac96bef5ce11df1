package io.cineai.query.find;

import io.cineai.query.FilmReference;
import io.cineai.query.find.Part.Film;
import io.cineai.query.find.Part.Makers;
import io.cineai.query.find.Part.Mark;
import io.cineai.query.find.Part.Unknown;
import io.cineai.query.find.Part.Words;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Lexicon;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.lexicon.Vocabulary;
import io.cineai.query.text.Text;
import io.cineai.query.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A text and what has been found in it up to here; says what speaks for a name to stand next. */
final class Context {
    /** Before "like" these make it a verb: what is liked may be anything. */
    private static final Set<String> LIKING = Set.of(
            "i",
            "we",
            "you",
            "they",
            "also",
            "really",
            "would",
            "to",
            "who",
            "might",
            "will",
            "do",
            "people",
            "he",
            "she",
            "did",
            "never",
            "always",
            "usually",
            "generally",
            "friends",
            "kids",
            "husband",
            "wife",
            "girlfriend",
            "boyfriend");

    private static final Set<String> COMPARING = Set.of("like", "opposite", "different", "dissimilar", "unlike");

    /** In what is said of films that were seen, or of which one is left out. */
    private static final Set<String> JUDGING = Set.of(
            "did",
            "was",
            "could",
            "hated",
            "disliked",
            "despised",
            "loathed",
            "detested",
            "bored",
            "besides",
            "except",
            "other",
            "apart",
            "aside");

    /** Behind a film that stands alone, to say how another is to differ, or what of it. */
    private static final Set<Cue> TURNS = Set.of(Cue.BUT, Cue.NOT, Cue.WITHOUT, Cue.EXCEPT, Cue.REJECTED);

    /** After a title: "Alien-style". */
    private static final Set<String> BESIDE = Set.of("style", "esque", "vibes", "vibe", "ish", "type");

    private final Text text;
    private final Set<String> usual;
    private final List<Optional<Meaning>> meanings = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final boolean shouted;

    Context(Text text, Lexicon lexicon, Set<String> usual) {
        this.text = text;
        this.usual = usual;
        for (int place = 0; place < text.size(); place++) meanings.add(lexicon.at(text, place));
        this.lexicon = lexicon;
        long capitals = text.tokens().stream().filter(Token::capital).count();
        long words = text.tokens().stream().filter(it -> !it.isMark()).count();
        shouted = words > 1 && capitals > 0.7 * words;
    }

    private final Lexicon lexicon;

    Text text() {
        return text;
    }

    List<Item> items() {
        return items;
    }

    void add(Item item) {
        items.add(item);
    }

    Optional<Meaning> meaning(int place) {
        return text.has(place) ? meanings.get(place) : Optional.empty();
    }

    boolean isUsual(int place) {
        Token token = text.at(place);
        return token.isMark() || token.isNumber() || isUsual(token.word());
    }

    private boolean isUsual(String word) {
        return usual.contains(word)
                || lexicon.knows(word)
                || word.endsWith("s") && isUsual(word.substring(0, word.length() - 1));
    }

    boolean isUsual(int from, int to) {
        for (int place = from; place < to; place++) if (!isUsual(place)) return false;
        return true;
    }

    boolean isFilm(int place) {
        return meaning(place).filter(Meaning::isFilm).isPresent();
    }

    boolean isContent(int place) {
        return meaning(place).filter(Meaning::isContent).isPresent();
    }

    boolean is(int place, Cue cue) {
        return meaning(place).filter(it -> it.is(cue)).isPresent();
    }

    boolean isGenre(int place) {
        return meaning(place).filter(it -> it.is(Vocabulary.GENRE)).isPresent();
    }

    /** Nothing follows that could make a phrase with what stands before. */
    boolean ends(int place) {
        if (!text.has(place) || text.at(place).isMark()) return true;
        return meaning(place)
                .filter(it -> it.is(Vocabulary.CUE) && !it.is(Cue.ABOUT)
                        || it.first(Vocabulary.FILLER).isPresent()
                                && (text.is(place, "please") || text.is(place, "from") || text.is(place, "in")))
                .isPresent();
    }

    /** Written with capitals where others have none. */
    boolean isCapital(int from, int to) {
        boolean begins = text.at(from).isNumber() || text.at(from).capital();
        return !shouted && begins && text.at(to - 1).capital() && (to - from > 1 || !startsSentence(from));
    }

    private boolean startsSentence(int place) {
        return place == 0
                || Set.of(".", "!", "?", ":", "\"").contains(text.at(place - 1).word());
    }

    boolean isShouted(int from, int to) {
        return !shouted && text.slice(from, to).chars().noneMatch(Character::isLowerCase);
    }

    /** A title must stand here: after "like", "than", between or beside other titles. */
    boolean asksForTitle(int to) {
        Optional<Item> before = before(0);
        if (text.is(to, "meets") || text.is(to, "vs") || text.is(to, "versus")) return true;
        if (before.isEmpty()) return false;
        Item last = before.get();
        if (last.is(Cue.LIKE)) return !isVerb(last);
        if (isUnlike(last)) return true;
        if (last.is(Cue.THAN) || last.is(Cue.BETWEEN)) return true;
        boolean joins =
                last.is(Cue.AND) || last.is(Cue.OR) || last.is(Cue.COMPARE) || isMark(last, ",") || isMark(last, "/");
        return last.is(Cue.COMPARE)
                || (joins && before(1).filter(it -> it.part() instanceof Film).isPresent());
    }

    /** "Nothing like", "the opposite of". */
    private boolean isUnlike(Item item) {
        return item.is(Cue.WITHOUT)
                && (text.is(item.from(), "unlike")
                        || item.length() > 1
                                && COMPARING.contains(text.at(item.to() - 1).word())
                                && !text.is(item.from(), "do")
                                && !text.is(item.from(), "did"));
    }

    /** A title must stand here, or after a judgement of one: "I hated", "except". */
    boolean isForTitle(int to) {
        return asksForTitle(to) || before(0).filter(this::isJudgement).isPresent();
    }

    private boolean isJudgement(Item item) {
        boolean set = item.is(Cue.EXCEPT) || item.is(Cue.WITHOUT);
        return set
                && text.tokens().subList(item.from(), item.to()).stream().anyMatch(it -> JUDGING.contains(it.word()));
    }

    /** After "not", "except" and joints. */
    boolean goesOnWithFilms() {
        return before(0)
                .filter(it ->
                        it.is(Cue.NOT) || it.is(Cue.WITHOUT) || it.is(Cue.EXCEPT) || it.is(Cue.AND) || it.is(Cue.OR))
                .isPresent();
    }

    Optional<FilmReference> lastFilm() {
        return items.stream()
                .filter(it -> it.part() instanceof Film)
                .reduce((first, next) -> next)
                .map(it -> ((Film) it.part()).film());
    }

    /** A title may well stand here: after what somebody loved, hated or leaves out. */
    boolean invitesTitle(int to) {
        if (text.has(to) && BESIDE.contains(text.at(to).word())) return true;
        Optional<Item> before = before(0);
        if (before.isEmpty()) return false;
        Item last = before.get();
        boolean so = last.is(Cue.SO) && text.is(last.from(), "as");
        return last.is(Cue.LOVED)
                || last.is(Cue.LIKE)
                || last.is(Cue.WITHOUT)
                || last.is(Cue.EXCEPT)
                || last.is(Cue.LEARN)
                || so;
    }

    boolean follows(Cue cue) {
        return before(0).filter(it -> it.is(cue)).isPresent();
    }

    /** A further name of a list of people. */
    boolean followsPeople() {
        Optional<Item> before = before(0);
        boolean joined = before.filter(it -> it.is(Cue.AND) || it.is(Cue.OR) || isMark(it, ","))
                .isPresent();
        return joined && before(1).filter(it -> it.part() instanceof Makers).isPresent();
    }

    private boolean isVerb(Item like) {
        if (like.length() > 1 || !text.is(like.from(), "like"))
            return like.length() == 1 && text.is(like.from(), "likes");
        if (like.from() == 0) return false;
        return LIKING.contains(text.at(like.from() - 1).word());
    }

    private static boolean isMark(Item item, String mark) {
        return item.part() instanceof Mark found && found.mark().equals(mark);
    }

    /** "My kids love". */
    boolean isSomebodysLove(int place) {
        boolean love = text.is(place, "love") || text.is(place, "like");
        return love && before(0).filter(Context::isWatcher).isPresent();
    }

    private static boolean isWatcher(Item item) {
        return item.part() instanceof Words words && words.meaning().is(Vocabulary.AUDIENCE);
    }

    /** What was found before this place that is no filler; 0 is the last. */
    private Optional<Item> before(int back) {
        int left = back;
        int fillers = 0;
        for (int place = items.size() - 1; place >= 0 && fillers < 5; place--) {
            Item item = items.get(place);
            boolean quote = isMark(item, "\"") || isMark(item, "'");
            if (item.isFiller() || quote) fillers++;
            else if (left-- == 0) return Optional.of(item);
        }
        return Optional.empty();
    }

    /** What a query begins with, before it says more of it: "Toy Story but sadder". */
    boolean opens(int from, int to) {
        return onlyFiller(0, from) && (turnsAt(to) || is(to, Cue.AND) || is(to, Cue.OR) || text.is(to, ","));
    }

    /** "Heat, but", "Heat without", "Heat bored me". */
    boolean turnsAt(int place) {
        int next = text.is(place, ",") ? place + 1 : place;
        return TURNS.stream().anyMatch(cue -> is(next, cue));
    }

    /** "The movie Up". */
    boolean isFilmNamed(int from) {
        return from > 1 && isFilm(from - 1) && text.is(from - 2, "the");
    }

    /** Nothing else is said. */
    boolean isAlone(int from, int to) {
        return onlyFiller(0, from) && onlyFiller(to, text.size());
    }

    private boolean onlyFiller(int from, int to) {
        for (int place = from; place < to; place++)
            if (!text.at(place).isMark()
                    && meaning(place)
                            .filter(it -> it.is(Vocabulary.FILLER) && !it.isContent())
                            .isEmpty()) return false;
        return true;
    }

    /** Not even filler but an article or a noun for films. */
    boolean isWhole(int from, int to) {
        for (int place = 0; place < text.size(); place++) {
            boolean inside = place >= from && place < to;
            boolean light = text.at(place).isMark()
                    || text.is(place, "the")
                    || text.is(place, "a")
                    || place < from && isFilm(place);
            if (!inside && !light) return false;
        }
        return true;
    }

    /** "Adam Sandler": whoever has another first name is another. */
    boolean followsFirstName(int from) {
        if (items.isEmpty() || !text.at(from).capital()) return false;
        Item last = items.get(items.size() - 1);
        return last.part() instanceof Unknown
                && last.to() == from
                && text.at(last.from()).capital();
    }
}
