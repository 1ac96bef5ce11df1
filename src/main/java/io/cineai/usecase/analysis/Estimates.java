package io.cineai.usecase.analysis;

import io.cineai.budget.Expectation;
import io.cineai.budget.Usage;
import io.cineai.llm.Question;
import io.cineai.llm.Wire;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.WantedFilm;
import io.cineai.store.budget.BudgetStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says what analyses will cost, without spending: from the calls of late where there are enough of them, else from a count of a few
 * prompts, the length of a usual answer, and what the model's card says of thinking and remembering.
 */
@ApplicationScoped
class Estimates {
    private static final int SAMPLE = 8;
    private static final int ENOUGH_CALLS = 20;

    /** What tokenizers make of words, and of the signs and digits between them; a rule of thumb. */
    private static final double LETTERS_A_TOKEN = 4;

    private static final double SIGNS_A_TOKEN = 1.35;

    private final AnalysisStore analyses;
    private final BudgetStore budget;

    Estimates(AnalysisStore analyses, BudgetStore budget) {
        this.analyses = analyses;
        this.budget = budget;
    }

    Uni<Expectation> of(Job job, Optional<List<MovieId>> named, int limit) {
        return analyses.wanted(job.recipe(), named, limit).chain(wanted -> Uni.combine()
                .all()
                .unis(lately(job, false), lately(job, true), guessed(job, wanted))
                .with((single, batched, guess) -> new Expectation(
                        wanted.size(),
                        single.orElse(guess.single()),
                        batched.orElse(guess.batched()),
                        single.isPresent())));
    }

    private Uni<Optional<Usage>> lately(Job job, boolean batch) {
        return budget.lately(
                        job.kind().function(),
                        job.recipe().model(),
                        job.recipe().promptVersion(),
                        batch)
                .map(lately -> lately.filter(it -> it.answers() >= ENOUGH_CALLS)
                        .map(it -> it.usage().dividedBy(it.answers())));
    }

    private record Guess(Usage single, Usage batched) {}

    private Uni<Guess> guessed(Job job, List<MovieId> wanted) {
        List<MovieId> sample = evenly(wanted);
        if (sample.isEmpty()) return Uni.createFrom().item(new Guess(Usage.NONE, Usage.NONE));
        return analyses.films(job.recipe(), sample)
                .chain(films -> Multi.createFrom()
                        .iterable(films)
                        .onItem()
                        .transformToUniAndConcatenate(film -> prompt(job, film))
                        .collect()
                        .in(ArrayList<Prompt>::new, List::add))
                .map(prompts -> guess(job, wanted.size(), prompts));
    }

    /** The most wanted films are the best described: a sample from the top alone would be dear. */
    private static List<MovieId> evenly(List<MovieId> wanted) {
        int step = Math.max(1, wanted.size() / SAMPLE);
        List<MovieId> sample = new ArrayList<>();
        for (int at = 0; at < wanted.size() && sample.size() < SAMPLE; at += step) sample.add(wanted.get(at));
        return sample;
    }

    /**
     * A prompt in tokens.
     *
     * @param own what is of this film alone
     */
    private record Prompt(long all, long own) {}

    private static Uni<Prompt> prompt(Job job, WantedFilm wanted) {
        Question question = job.question(wanted.film(), Optional.empty());
        long own = tokens(Wire.write(question.document()));
        return job.model().promptTokens(question).map(counted -> new Prompt(all(question, counted, own), own));
    }

    private static long all(Question question, OptionalLong counted, long own) {
        return counted.orElseGet(
                () -> own + tokens(question.fullInstructions()) + tokens(Wire.write(question.schema())));
    }

    private static Guess guess(Job job, long count, List<Prompt> prompts) {
        long all = (long) prompts.stream().mapToLong(Prompt::all).average().orElse(0);
        long shared =
                all - (long) prompts.stream().mapToLong(Prompt::own).average().orElse(0);
        long thinking = job.card().thinkingTokens();
        long output = tokens(job.rubric().typicalAnswer()) + thinking;
        Usage plain = new Usage(all, 0, 0, 0, output, thinking);
        boolean remembers =
                job.card().cachedFromTokens() > 0 && shared >= job.card().cachedFromTokens();
        long written = count == 0 ? 0 : shared / count;
        return new Guess(
                remembers ? new Usage(all - shared, shared - written, written, 0, output, thinking) : plain, plain);
    }

    private static long tokens(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long blanks = text.codePoints().filter(Character::isWhitespace).count();
        return (long) (letters / LETTERS_A_TOKEN
                + (text.codePointCount(0, text.length()) - letters - blanks) / SIGNS_A_TOKEN);
    }
}
