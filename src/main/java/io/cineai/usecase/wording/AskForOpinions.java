package io.cineai.usecase.wording;

import io.cineai.budget.ModelCard;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModels;
import io.cineai.llm.LlmConfig;
import io.cineai.llm.Question;
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
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks a language model about the lists that want an opinion, those first that have waited longest, within the rate and the budget. Lists do
 * not wait for it: they are made without, and made again when there is an answer.
 */
@ApplicationScoped
public class AskForOpinions {
    private final LanguageModels models;
    private final BudgetStore budget;
    private final OpinionStore opinions;
    private final Lanes lanes;
    private final RecordedRun recorded;
    private final OpinionConfig wanted;
    private final WordingConfig config;
    private final LlmConfig llm;
    private final Clock clock;

    AskForOpinions(
            LanguageModels models,
            BudgetStore budget,
            OpinionStore opinions,
            Lanes lanes,
            RecordedRun recorded,
            OpinionConfig wanted,
            WordingConfig config,
            LlmConfig llm,
            Clock clock) {
        this.models = models;
        this.budget = budget;
        this.opinions = opinions;
        this.lanes = lanes;
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
     * @param dryRun count and price, change nothing
     * @param deadlineSeconds after so many no more users are taken up
     */
    public record Request(
            @Nullable UUID userId,
            @Nullable Integer limit,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null, null, null);

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
    }

    /** Fails with {@link IllegalStateException} where the configured model lacks a key, a name or a price. */
    public Uni<RunReport> run(Request request) {
        return recorded.of(Asking.FEATURE, run -> {
            Optional<LanguageModel> model = wanted.enabled() ? models.configured() : Optional.empty();
            return model.map(it -> asking(run, it)
                            .chain(asking -> request.counts() ? priced(asking, request) : asked(asking, request)))
                    .orElseGet(() -> Uni.createFrom().item(Tally.NOTHING))
                    .chain(tally -> summary(request, tally, model));
        });
    }

    private Uni<Tally> priced(Asking asking, Request request) {
        return opinions.states(request.only())
                .chain(states -> new Estimate(asking, budget).of(Math.min(states.wanted(), request.most())))
                .map(Tally.NOTHING::withDetails);
    }

    private Uni<Tally> asked(Asking asking, Request request) {
        Deadline deadline = Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
        return opinions.bury(config.maxAttempts())
                .chain(() -> lanes.ask(asking, deadline, request.only(), request.most()));
    }

    private Uni<Asking> asking(UUID run, LanguageModel model) {
        OpinionRubric rubric = OpinionRubric.of(llm.shareUserText());
        return Uni.combine()
                .all()
                .unis(budget.card(model.id()), budget.prices(model.id()))
                .asTuple()
                .chain(known -> counted(rubric, model, known.getItem1())
                        .map(counted -> new Asking(
                                run,
                                rubric,
                                model,
                                known.getItem1(),
                                known.getItem2(),
                                counted,
                                llm.maxTokens(),
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))));
    }

    /** The prompt without a list, so that the worst case of one with a list is near to it. */
    private Uni<OptionalLong> counted(OpinionRubric rubric, LanguageModel model, ModelCard card) {
        return model.promptTokens(new Question(
                rubric.instructions(), Map.of(), rubric.schema(), llm.maxTokens(), card, Optional.empty()));
    }

    private Uni<Tally> summary(Request request, Tally tally, Optional<LanguageModel> model) {
        return opinions.states(request.only())
                .map(states -> tally.withRemaining(states.open()).withDetails(details(tally, states, model)));
    }

    private Map<String, Object> details(Tally tally, States states, Optional<LanguageModel> model) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("enabled", wanted.enabled());
        details.put("model", model.map(it -> it.id().toString()).orElse("none"));
        details.put("promptVersion", OpinionRubric.of(llm.shareUserText()).version());
        details.put("wanted", states.wanted());
        details.put("underWay", states.running());
        details.put("ready", states.ready());
        details.put("failed", states.failed());
        details.putAll(tally.details());
        return details;
    }
}
