package io.cineai.usecase.wording;

import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModels;
import io.cineai.llm.LlmConfig;
import io.cineai.opinion.OpinionRubric;
import io.cineai.store.budget.BudgetStore;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.store.opinion.OpinionStore.States;
import io.cineai.taste.UserId;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.RecordedRun;
import io.cineai.usecase.Rule;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.Tally;
import io.cineai.usecase.opinion.OpinionConfig;
import io.cineai.usecase.spend.Asking;
import io.cineai.usecase.spend.Askings;
import io.cineai.usecase.spend.Estimate;
import io.cineai.usecase.spend.Instructions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks a language model about the lists that want an opinion, those first that have waited longest, within the rate and the budget. Lists do
 * not wait for it: they are made without, and made again when there is an answer.
 */
@ApplicationScoped
public class AskForOpinions {
    static final String FEATURE = "list-opinions";

    /** Of a film in a question, with title, overview and reasons, and of a sentence about one. Rules of thumb. */
    private static final int TOKENS_OF_A_FILM = 90;

    private static final int TOKENS_OF_A_SENTENCE = 40;

    private final LanguageModels models;
    private final Askings askings;
    private final ModelOpinions asking;
    private final BudgetStore budget;
    private final OpinionStore opinions;
    private final RecordedRun recorded;
    private final OpinionConfig wanted;
    private final WordingConfig config;
    private final LlmConfig llm;
    private final Clock clock;

    AskForOpinions(
            LanguageModels models,
            Askings askings,
            ModelOpinions asking,
            BudgetStore budget,
            OpinionStore opinions,
            RecordedRun recorded,
            OpinionConfig wanted,
            WordingConfig config,
            LlmConfig llm,
            Clock clock) {
        this.models = models;
        this.askings = askings;
        this.asking = asking;
        this.budget = budget;
        this.opinions = opinions;
        this.recorded = recorded;
        this.wanted = wanted;
        this.config = config;
        this.llm = llm;
        this.clock = clock;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param userId this user only
     * @param limit users at the most
     * @param batch whether to send batches, for less, whose answers a later run collects; by default where no user is named and the model
     *     has batches
     * @param collect only look after batches that are under way
     * @param dryRun count and price, change nothing
     * @param deadlineSeconds after so many no more users are taken up
     */
    public record Request(
            @Nullable UUID userId,
            @Nullable Integer limit,
            @Nullable Boolean batch,
            @Nullable Boolean collect,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null, null, null, null, null);

        public Request {
            Rule.positive("limit", limit);
            Rule.positive("deadlineSeconds", deadlineSeconds);
        }

        Optional<UserId> only() {
            return Optional.ofNullable(userId).map(UserId::new);
        }

        int most() {
            return limit == null ? Integer.MAX_VALUE : limit;
        }

        boolean counts() {
            return Boolean.TRUE.equals(dryRun);
        }

        boolean collects() {
            return Boolean.TRUE.equals(collect);
        }
    }

    /** Fails with {@link IllegalStateException} where the configured model lacks a key, a name or a price. */
    public Uni<RunReport> run(Request request) {
        return recorded.of(FEATURE, run -> {
            Optional<LanguageModel> model = wanted.enabled() ? models.configured() : Optional.empty();
            return model.map(it -> askings.of(run, it, instructions())
                            .chain(about -> request.counts() ? priced(about, request) : asked(about, request)))
                    .orElseGet(() -> Uni.createFrom().item(Tally.NOTHING))
                    .chain(tally -> summary(request, tally, model));
        });
    }

    private Uni<Tally> priced(Asking about, Request request) {
        return opinions.states(request.only())
                .chain(states -> estimate(about, Math.min(states.wanted(), request.most())))
                .map(Tally.NOTHING::withDetails);
    }

    private Uni<Map<String, Object>> estimate(Asking about, long lists) {
        int films = rubric().mostFilms();
        int answer = rubric().mostSentences() * TOKENS_OF_A_SENTENCE + films * 2;
        return new Estimate(about, budget, "lists").of(lists, films * TOKENS_OF_A_FILM, answer);
    }

    /** What is asked: where histories may not go out, less. */
    private OpinionRubric rubric() {
        return OpinionRubric.of(llm.shareUserText());
    }

    private Instructions instructions() {
        OpinionRubric rubric = rubric();
        return new Instructions(FEATURE, rubric.version(), rubric.instructions(), rubric.schema());
    }

    private Uni<Tally> asked(Asking about, Request request) {
        Deadline deadline = Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
        Round round = new Round(about, deadline, request.only(), request.most());
        return asking.ask(round, Optional.ofNullable(request.batch()), request.collects());
    }

    private Uni<Tally> summary(Request request, Tally tally, Optional<LanguageModel> model) {
        return opinions.states(request.only())
                .map(states -> tally.withRemaining(states.open()).withDetails(details(tally, states, model)));
    }

    private Map<String, Object> details(Tally tally, States states, Optional<LanguageModel> model) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("enabled", wanted.enabled());
        details.put("model", model.map(it -> it.id().toString()).orElse("none"));
        details.put("promptVersion", rubric().version());
        details.put("wanted", states.wanted());
        details.put("underWay", states.running());
        details.put("ready", states.ready());
        details.put("failed", states.failed());
        details.putAll(tally.details());
        return details;
    }
}
