package io.cineai.usecase.query;

import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModels;
import io.cineai.llm.LlmConfig;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Quality;
import io.cineai.query.rubric.QueryRubric;
import io.cineai.store.budget.BudgetStore;
import io.cineai.store.orm.ParsingResultStore;
import io.cineai.store.query.ParsingStore;
import io.cineai.store.query.ParsingStore.States;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.RecordedRun;
import io.cineai.usecase.Rule;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.Allowance;
import io.cineai.usecase.spend.Asking;
import io.cineai.usecase.spend.Askings;
import io.cineai.usecase.spend.Estimate;
import io.cineai.usecase.spend.Instructions;
import io.cineai.usecase.spend.Ledger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what common queries mean, and those that readers wanted, before the next user asks: by a language model within the budget, or,
 * where there is none, by our own parser. What users typed goes to a model only where the installation shares users' texts.
 */
@ApplicationScoped
public class WarmQueries {
    static final String FEATURE = "query-cache-warmup";

    /** Of a document, and of an answer. Rules of thumb. */
    private static final int TOKENS_OF_A_QUERY = 120;

    private static final int TOKENS_OF_A_PARSE = 250;

    private static final Instructions INSTRUCTIONS =
            new Instructions(FEATURE, QueryRubric.VERSION, QueryRubric.instructions(), QueryRubric.schema());

    private final LanguageModels models;
    private final Askings askings;
    private final QueryReaders readers;
    private final ModelParses parses;
    private final ParsingStore queries;
    private final ParsingResultStore results;
    private final BudgetStore budget;
    private final RecordedRun recorded;
    private final WarmupConfig config;
    private final LlmConfig llm;
    private final Clock clock;

    WarmQueries(
            LanguageModels models,
            Askings askings,
            QueryReaders readers,
            ModelParses parses,
            ParsingStore queries,
            ParsingResultStore results,
            BudgetStore budget,
            RecordedRun recorded,
            WarmupConfig config,
            LlmConfig llm,
            Clock clock) {
        this.models = models;
        this.askings = askings;
        this.readers = readers;
        this.parses = parses;
        this.queries = queries;
        this.results = results;
        this.budget = budget;
        this.recorded = recorded;
        this.config = config;
        this.llm = llm;
        this.clock = clock;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param limit queries at the most
     * @param batch whether to send batches, for less, whose answers a later run collects; by default where the model has batches
     * @param collect only look after batches that are under way
     * @param dryRun count and price, change nothing
     * @param deadlineSeconds after so many no more queries are taken up
     */
    public record Request(
            @Nullable Integer limit,
            @Nullable Boolean batch,
            @Nullable Boolean collect,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null, null, null, null);

        public Request {
            Rule.positive("limit", limit);
            Rule.positive("deadlineSeconds", deadlineSeconds);
        }

        int most() {
            return limit == null ? Integer.MAX_VALUE : limit;
        }
    }

    /** Fails with {@link IllegalStateException} where the configured model lacks a key, a name or a price. */
    public Uni<RunReport> run(Request request) {
        return recorded.of(FEATURE, run -> {
            Optional<LanguageModel> model = models.configured();
            return model.map(it -> askings.of(run, it, INSTRUCTIONS).chain(asking -> withModel(asking, request)))
                    .orElseGet(() -> withoutModel(request))
                    .chain(tally -> summary(tally, model));
        });
    }

    private Uni<Tally> withModel(Asking asking, Request request) {
        return Boolean.TRUE.equals(request.dryRun()) ? priced(asking, request) : asked(asking, request);
    }

    private Uni<Tally> priced(Asking asking, Request request) {
        return queries.missing(CommonQueries.ALL, asking.model().id(), QueryRubric.VERSION, among())
                .chain(missing -> new Estimate(asking, budget, "queries")
                        .of(Math.min(missing, request.most()), TOKENS_OF_A_QUERY, TOKENS_OF_A_PARSE))
                .map(Tally.NOTHING::withDetails);
    }

    private Uni<Tally> asked(Asking asking, Request request) {
        Deadline deadline = Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
        return queries.tidy(config.maxAttempts())
                .chain(() -> queries.want(CommonQueries.ALL, asking.model().id(), QueryRubric.VERSION))
                .chain(readers::now)
                .map(reader -> new Round(
                        asking,
                        new ClaimedQueries(reader, queries, results, config.keptFor()),
                        new Ledger(),
                        deadline,
                        among(),
                        new Allowance(request.most())))
                .chain(round -> parses.ask(
                        round, Optional.ofNullable(request.batch()), Boolean.TRUE.equals(request.collect())));
    }

    /** Queries that a model may be asked about; null: all that are wanted. */
    private @Nullable List<String> among() {
        return llm.shareUserText() ? null : CommonQueries.ALL;
    }

    private Uni<Tally> withoutModel(Request request) {
        if (Boolean.TRUE.equals(request.dryRun())) return Uni.createFrom().item(Tally.NOTHING);
        return queries.tidy(config.maxAttempts()).chain(readers::now).chain(reader -> kept(reader, request.most()));
    }

    private Uni<Tally> kept(QueryReader reader, int most) {
        return Multi.createFrom()
                .iterable(CommonQueries.ALL)
                .select()
                .first(most)
                .onItem()
                .transformToUniAndConcatenate(query -> kept(reader, query))
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus));
    }

    private Uni<Tally> kept(QueryReader reader, String query) {
        ParsedQuery parse = reader.parse(query);
        return queries.keepLocal(query, parse, Quality.of(parse, query))
                .map(anew -> anew ? Tally.ONE_SUCCEEDED : Tally.ONE_SKIPPED);
    }

    private Uni<Tally> summary(Tally tally, Optional<LanguageModel> model) {
        return queries.states()
                .map(states -> tally.withRemaining(states.open()).withDetails(details(tally, states, model)));
    }

    private Map<String, Object> details(Tally tally, States states, Optional<LanguageModel> model) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("model", model.map(it -> it.id().toString()).orElse("none"));
        details.put("promptVersion", QueryRubric.VERSION);
        details.put("usersQueries", llm.shareUserText());
        details.put("wanted", states.wanted());
        details.put("underWay", states.running());
        details.put("failed", states.failed());
        details.put("byModel", states.byModel());
        details.put("byLocalParser", states.byLocal());
        details.putAll(tally.details());
        return details;
    }
}
