package io.cineai.usecase.wording;

import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModels;
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
    private final LanguageModels models;
    private final Askings askings;
    private final ModelOpinions asking;
    private final BudgetStore budget;
    private final OpinionStore opinions;
    private final RecordedRun recorded;
    private final OpinionConfig wanted;
    private final WordingConfig config;
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
            Clock clock) {
        this.models = models;
        this.askings = askings;
        this.asking = asking;
        this.budget = budget;
        this.opinions = opinions;
        this.recorded = recorded;
        this.wanted = wanted;
        this.config = config;
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
        return recorded.of(Asking.FEATURE, run -> {
            Optional<LanguageModel> model = wanted.enabled() ? models.configured() : Optional.empty();
            return model.map(it -> askings.of(run, it)
                            .chain(about -> request.counts() ? priced(about, request) : asked(about, request)))
                    .orElseGet(() -> Uni.createFrom().item(Tally.NOTHING))
                    .chain(tally -> summary(request, tally, model));
        });
    }

    private Uni<Tally> priced(Asking about, Request request) {
        return opinions.states(request.only())
                .chain(states -> new Estimate(about, budget).of(Math.min(states.wanted(), request.most())))
                .map(Tally.NOTHING::withDetails);
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
        details.put("promptVersion", askings.rubric().version());
        details.put("wanted", states.wanted());
        details.put("underWay", states.running());
        details.put("ready", states.ready());
        details.put("failed", states.failed());
        details.putAll(tally.details());
        return details;
    }
}
