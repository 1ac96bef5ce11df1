package io.cineai.analyze;

import io.cineai.movie.Analysis;
import io.cineai.movie.Movie;
import io.cineai.movie.Quote;
import io.cineai.movie.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One question that a film is asked: the words of the question, the shape of an answer, and how an answer is read.
 *
 * <p>Whoever changes instructions, vocabulary or schema changes {@link #version} too: an analysis is made once for each version, and
 * old and new answers must not pass for the same.
 */
public abstract sealed class Rubric permits StyleRubric, ThematicRubric, EmotionalRubric {
    static final int MOST_QUOTES = 5;

    private static final int SHOWN = 60;
    private static final int LONGEST_COMPLAINT = 300;

    private final AnalysisKind kind;
    private final String version;
    private final String instructions;
    private final Map<String, Object> schema;

    Rubric(AnalysisKind kind, int version, List<Class<? extends Term>> vocabularies, Map<String, Object> fields) {
        this.kind = kind;
        this.version = kind.label() + "-" + version;
        this.schema = Schema.object(withEvidence(fields));
        this.instructions = Stream.concat(
                        Stream.of(Texts.read("instructions.txt"), Texts.read(kind.label() + ".txt")),
                        vocabularies.stream().map(Rubric::explained))
                .collect(Collectors.joining("\n"));
    }

    /** The rubric of this kind. */
    public static Rubric of(AnalysisKind kind) {
        return switch (kind) {
            case STYLE -> StyleRubric.CURRENT;
            case THEMATIC -> ThematicRubric.CURRENT;
            case EMOTIONAL -> EmotionalRubric.CURRENT;
        };
    }

    public AnalysisKind kind() {
        return kind;
    }

    /** {@code movie_analyses.prompt_version}. */
    public String version() {
        return version;
    }

    /** The same bytes for every film, so that a provider can remember them. */
    public String instructions() {
        return instructions;
    }

    /** A JSON schema as plain maps. */
    public Map<String, Object> schema() {
        return schema;
    }

    /** An answer of the usual length, as it stands in the instructions; for estimates. */
    public String typicalAnswer() {
        int start = instructions.indexOf("{\"");
        return instructions.substring(start, instructions.indexOf('\n', start));
    }

    /** Reads an answer and holds it against the rules and the film. */
    public Verdict judge(Object answer, Movie film) {
        try {
            Analysis analysis = read(Fields.of(answer, ""));
            for (Quote quote : analysis.evidence())
                if (!quote.isIn(film))
                    return new Verdict.Rejected("evidence must be word for word in the film's "
                            + quote.field().id() + ": " + Excerpt.of(quote.text(), SHOWN));
            return new Verdict.Accepted(analysis);
        } catch (Unfit | IllegalArgumentException broken) {
            return new Verdict.Rejected(Excerpt.of(String.valueOf(broken.getMessage()), LONGEST_COMPLAINT));
        }
    }

    /** The answer that would be read as this analysis: what is kept, whoever found it. */
    public abstract Map<String, Object> write(Analysis analysis);

    abstract Analysis read(Fields answer);

    static List<Quote> quotes(Fields answer) {
        return answer.objects("evidence", MOST_QUOTES).stream()
                .map(it -> it.only("field", "quote"))
                .map(it -> new Quote(it.term("field", Quote.Field.class), it.text("quote")))
                .toList();
    }

    static Map<String, Object> withEvidence(Map<String, Object> answer, Analysis analysis) {
        answer.put("confidence", analysis.confidence().value());
        answer.put(
                "evidence",
                analysis.evidence().stream()
                        .map(it -> Schema.ordered("field", it.field().id(), "quote", it.text()))
                        .toList());
        return answer;
    }

    static List<String> ids(List<? extends Term> terms) {
        return terms.stream().map(Term::id).toList();
    }

    private static Map<String, Object> withEvidence(Map<String, Object> fields) {
        fields.put("confidence", Schema.number());
        fields.put(
                "evidence",
                Schema.list(Schema.object(
                        Schema.ordered("field", Schema.term(Quote.Field.class), "quote", Schema.text()))));
        return fields;
    }

    private static String explained(Class<? extends Term> vocabulary) {
        List<String> lines = new ArrayList<>();
        lines.add("Words for " + snakeCase(vocabulary.getSimpleName()) + ":");
        for (Term term : vocabulary.getEnumConstants()) lines.add("- " + term.id() + ": " + term.meaning());
        return String.join("\n", lines) + "\n";
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
