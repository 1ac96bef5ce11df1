package io.cineai.recommend.reason;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds a sentence about a film against the reasons that the film has. It names what one of these reasons names, the film's own title,
 * and nothing else: all other words are from a list that can name nothing, so that what it does not know is refused, whatever it is.
 *
 * @param title of the film that the sentence is about
 * @param reasons of that film
 */
public record WordingCheck(String title, List<Reason> reasons) {
    /** Letters of a sentence at the most, the names in it aside. */
    public static final int LONGEST = 140;

    private static final int LONGEST_WITH_NAMES = 300;

    /** They stand for names that were found; no sentence may hold them. */
    private static final char LIKED = '\uE000';

    private static final char OWN = '\uE001';
    private static final char SHARED = '\uE002';

    /** Words that name nothing, claim nothing of the film, and deny nothing. */
    private static final Set<String> PLAIN = words("""
            a about after again all along also an and another any are as at be because been before begin begins beside bring brings by
            can carries carry choice come comes companion connection could each echo echoes enjoy enjoyed even every film films find
            follow follows for found from get give gives go goes going has have here how if in into is it its it's join joins keep
            keeps kind kindred lead leads let like liked likes link little love loved made make makes match matches may meet might more
            movie movies much natural next now of off offers on once or pair pairs part pick picks place play plays point points reason
            say says see seems share shared shares should side sit sits so some something spirit start stay stayed stays step still
            stories story such suggest suggests take takes tell tells that that's the them then there these they this those thread
            through to together too try turn turns under up very view want was watch way well went were what when where which while
            who whose will with within word work works worth would yet you you'll you've your""");

    private static final Set<String> OF_POPULAR = words("popular chose chosen right moment today many");
    private static final Set<String> OF_SIMILAR =
            words("people viewers others audience audiences taste tastes yours similar");
    private static final Set<String> OF_EXPLORE = words("close near eye new");

    private static final Pattern CLAIMS_A_LIKE =
            Pattern.compile("\\byou(?:'ve)?(?: (?:have|also|once|so|much|very))* (?:liked?|loved?|enjoy(?:ed)?)\\b");
    /** The film itself is new to its user. */
    private static final Pattern CLAIMS_THIS = Pattern.compile(
            CLAIMS_A_LIKE.pattern()
                    + "(?: (?:this|it|these|those|them|the (?:film|movie|story))\\b|[^.!?;]*\\b(?:and|or|with) (?:this|it|these|those|them)\\b)");

    private static final Pattern CLAIMS_A_CHOICE = Pattern.compile("\\byou(?:'ve)? (?:have )?chose(?:n)?\\b");
    private static final Pattern A_LIKE =
            Pattern.compile("\\b(?:liked|loved|enjoyed|you (?:also |so |very )?(?:like|love|enjoy))\\b");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_']+(?:-[\\p{L}\\p{M}\\p{N}_']+)*");
    private static final Pattern NOT_IN_A_SENTENCE =
            Pattern.compile("[^a-zA-Z \\-,.!?:;'\"" + LIKED + OWN + SHARED + "–—]");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"?");
    private static final Pattern BEGINS_A_SENTENCE = Pattern.compile("(?:^|[.!?]\\s+)[\"']?$");

    public WordingCheck {
        reasons = List.copyOf(reasons);
    }

    /** The words that every sentence may use, in order. */
    public static String vocabulary() {
        return String.join(" ", new TreeSet<>(PLAIN));
    }

    /** What is wrong with a sentence; empty where it may be shown. */
    public Optional<String> flaw(String text) {
        if (text.isBlank()) return Optional.of("must not be blank");
        if (text.length() > LONGEST_WITH_NAMES) return Optional.of("must be a short sentence");
        if (text.chars().anyMatch(it -> it == LIKED || it == OWN || it == SHARED))
            return Optional.of("must be plain text");
        String first = null;
        for (Reason reason : reasons) {
            Optional<String> flaw = flaw(text, reason);
            if (flaw.isEmpty()) return flaw;
            if (first == null) first = flaw.get();
        }
        return Optional.of(first == null ? "must have a reason to speak of" : first);
    }

    /** Of several reasons it speaks of one: what two liked films share with this one must not be mixed up. */
    private Optional<String> flaw(String text, Reason reason) {
        String bare = masked(straight(text), reason);
        Matcher strange = NOT_IN_A_SENTENCE.matcher(bare);
        if (strange.find()) return Optional.of("must not hold \"" + shown(strange.group()) + "\"");
        if (bare.length() > LONGEST) return Optional.of("must have " + LONGEST + " letters at the most");
        Matcher quoted = QUOTED.matcher(bare);
        while (quoted.find())
            if (quoted.group(1).length() != 1 || !isName(quoted.group(1).charAt(0)))
                return Optional.of("must quote names only");
        return unknownWord(bare, reason).or(() -> unfounded(bare, reason));
    }

    private static Optional<String> unknownWord(String bare, Reason reason) {
        Set<String> more = more(reason);
        Matcher words = WORD.matcher(bare);
        while (words.find()) {
            String word = words.group();
            boolean afterName = word.equals("'s") && words.start() > 0 && isName(bare.charAt(words.start() - 1));
            if (afterName) continue;
            String plain = word.toLowerCase(Locale.ROOT);
            if (!PLAIN.contains(plain) && !more.contains(plain))
                return Optional.of("must not say \"" + word + "\": it is not among the reasons");
            boolean begins =
                    BEGINS_A_SENTENCE.matcher(bare.substring(0, words.start())).find();
            if (!word.equals(plain) && (!begins || !word.substring(1).equals(plain.substring(1))))
                return Optional.of("must not name \"" + word + "\": it is not among the reasons");
        }
        return Optional.empty();
    }

    /** What is said must be what the reason says, and not less. */
    private static Optional<String> unfounded(String bare, Reason reason) {
        String low = bare.toLowerCase(Locale.ROOT);
        boolean namesLiked = bare.indexOf(LIKED) >= 0;
        boolean namesShared = bare.indexOf(SHARED) >= 0;
        if (CLAIMS_A_LIKE.matcher(low).find() && !namesLiked)
            return Optional.of("must name the film that the user liked");
        Matcher like = A_LIKE.matcher(low);
        if (like.find() && bare.indexOf(OWN, like.end()) >= 0)
            return Optional.of("must not say that the user liked the film itself");
        if (CLAIMS_THIS.matcher(low).find()) return Optional.of("must not say that the user liked the film itself");
        if (CLAIMS_A_CHOICE.matcher(low).find() && !namesShared) return Optional.of("must name what the user chose");
        return switch (reason.type()) {
            case POPULAR ->
                must(low.contains("popular") && (reason.attribute() == null || namesShared), "say what is popular");
            case POPULAR_WITH_SIMILAR -> must(says(low, OF_SIMILAR), "speak of people with a like taste");
            case EXPLORE -> must(says(low, OF_EXPLORE), "say that it is close, or new");
            default ->
                reason.title() == null
                        ? must(namesShared, "name what is shared")
                        : must(namesLiked, "name the film that was liked");
        };
    }

    private static Optional<String> must(boolean does, String what) {
        return does ? Optional.empty() : Optional.of("must " + what);
    }

    private static boolean says(String low, Set<String> words) {
        return WORD.matcher(low).results().anyMatch(it -> words.contains(it.group()));
    }

    /** Words of the kind of reason: a theme may be spoken of where one is shared. */
    private static Set<String> more(Reason reason) {
        return switch (reason.type()) {
            case POPULAR -> OF_POPULAR;
            case POPULAR_WITH_SIMILAR -> OF_SIMILAR;
            case EXPLORE -> OF_EXPLORE;
            default -> words("close near course " + reason.type().label().replace('_', ' '));
        };
    }

    /** Longer names first: one may be a part of another. Names are as they are written; what is shared may begin with a small letter. */
    private String masked(String text, Reason reason) {
        Name[] names = {
            new Name(reason.title(), LIKED, false),
            new Name(title, OWN, false),
            new Name(reason.shared(), SHARED, reason.type() != Reason.Type.PEOPLE)
        };
        Arrays.sort(names, (a, b) -> Integer.compare(b.length(), a.length()));
        String bare = text;
        for (Name name : names) bare = name.maskedIn(bare);
        return bare;
    }

    private record Name(@Nullable String text, char mask, boolean anyCase) {
        int length() {
            return text == null ? 0 : text.length();
        }

        String maskedIn(String sentence) {
            if (text == null || text.isBlank()) return sentence;
            String quoted = Pattern.quote(straight(text));
            int flags = anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
            return Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])" + quoted + "(?![\\p{L}\\p{M}\\p{N}])", flags)
                    .matcher(sentence)
                    .replaceAll(String.valueOf(mask));
        }
    }

    private static String straight(String text) {
        return text.replace('’', '\'').replace('“', '"').replace('”', '"');
    }

    private static boolean isName(char letter) {
        return letter == LIKED || letter == OWN || letter == SHARED;
    }

    private static String shown(String strange) {
        return Character.isISOControl(strange.charAt(0)) ? "a control character" : strange;
    }

    private static Set<String> words(String text) {
        return Set.of(Arrays.stream(text.split("\\s+"))
                .filter(it -> !it.isEmpty())
                .distinct()
                .toArray(String[]::new));
    }
}
