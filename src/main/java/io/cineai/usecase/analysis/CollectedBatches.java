package io.cineai.usecase.analysis;

import io.cineai.analyze.Rubric;
import io.cineai.analyze.Verdict;
import io.cineai.budget.Call;
import io.cineai.budget.Outcome;
import io.cineai.budget.PriceList;
import io.cineai.budget.Usage;
import io.cineai.llm.Batches;
import io.cineai.llm.Batches.Line;
import io.cineai.llm.Batches.Listed;
import io.cineai.llm.Batches.Results;
import io.cineai.llm.Batches.State;
import io.cineai.llm.Receipt;
import io.cineai.llm.Reply;
import io.cineai.llm.Reply.Answered;
import io.cineai.llm.Reply.Unusable;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisDocument;
import io.cineai.store.budget.BudgetStore;
import io.cineai.store.film.FilmStore;
import io.cineai.store.orm.Batch;
import io.cineai.store.orm.Batch.Item;
import io.cineai.store.orm.BatchStore;
import io.cineai.store.orm.Booking;
import io.cineai.store.orm.ResultStore;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.Ledger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks after batches that were sent: reads the answers of those that ended, keeps the films of the others, and finds those whose name
 * was lost with the process that sent them. Such a batch is never sent again: it is adopted once its answers show that it is ours, and
 * given up only when the provider surely has none.
 */
@ApplicationScoped
class CollectedBatches {
    private static final Logger LOG = Logger.getLogger(CollectedBatches.class);

    /** Our clock and the provider's may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private static final int AT_ONCE = 4;

    private final BatchStore batches;
    private final ResultStore results;
    private final BudgetStore budget;
    private final FilmStore films;
    private final AnalysisConfig config;
    private final Clock clock;

    CollectedBatches(
            BatchStore batches,
            ResultStore results,
            BudgetStore budget,
            FilmStore films,
            AnalysisConfig config,
            Clock clock) {
        this.batches = batches;
        this.results = results;
        this.budget = budget;
        this.films = films;
        this.config = config;
        this.clock = clock;
    }

    /** All batches of the provider that nobody sees to, whatever they are of. A batch that cannot be seen to now waits for a later run. */
    Uni<Tally> collect(String provider, Batches service, UUID run, Ledger ledger) {
        return batches.take(provider, config.batchTurn()).chain(taken -> Multi.createFrom()
                .iterable(taken)
                .onItem()
                .transformToUniAndConcatenate(batch -> seenTo(new Look(batch, service, run, ledger)))
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus)));
    }

    /** One batch, looked at in one run. */
    private record Look(Batch batch, Batches service, UUID run, Ledger ledger) {}

    private Uni<Tally> seenTo(Look look) {
        return look.batch()
                .batchId()
                .map(id -> look.service().state(id).chain(state -> inState(look, state)))
                .orElseGet(() -> adopted(look))
                .onFailure()
                .recoverWithUni(why -> later(look, why));
    }

    private Uni<Tally> later(Look look, Throwable why) {
        LOG.warnf("batch %s waits for a later run: %s", look.batch().intent(), why.getMessage());
        return goesOn(look)
                .map(tally -> tally.withProblem(look.batch().intent().toString(), "batch: " + why.getMessage()));
    }

    private Uni<Tally> goesOn(Look look) {
        return batches.goesOn(look.batch(), config.batchLease()).replaceWith(Tally.NOTHING);
    }

    private Uni<Tally> inState(Look look, State state) {
        if (state instanceof State.Ended ended)
            return look.service().results(ended.resultsUrl()).chain(read -> read(look, read));
        if (state instanceof State.Gone gone) return failed(look, gone.why());
        return goesOn(look);
    }

    private Uni<Tally> failed(Look look, String why) {
        return batches.failed(look.batch(), why, clock.instant())
                .replaceWith(Tally.items(0, look.batch().items().size(), 0)
                        .withProblem(look.batch().intent().toString(), "batch: " + why));
    }

    /** The provider lists no ids of questions: a batch of the right size is looked into when it has ended. */
    private Uni<Tally> adopted(Look look) {
        var since = look.batch().createdAt().minus(CLOCKS_DIFFER);
        return Uni.combine()
                .all()
                .unis(
                        look.service().since(since),
                        batches.known(look.batch().recipe().model().provider(), since))
                .with((listed, known) -> candidates(look.batch(), listed, known))
                .chain(candidates -> ours(look, candidates));
    }

    private static List<Listed> candidates(Batch batch, List<Listed> listed, List<String> known) {
        return listed.stream()
                .filter(it -> it.requests() == batch.items().size() && !known.contains(it.batchId()))
                .toList();
    }

    private Uni<Tally> ours(Look look, List<Listed> candidates) {
        boolean allEnded = candidates.stream().allMatch(it -> it.resultsUrl().isPresent());
        return Multi.createFrom()
                .iterable(candidates)
                .filter(it -> it.resultsUrl().isPresent())
                .onItem()
                .transformToUniAndConcatenate(it ->
                        look.service().results(it.resultsUrl().orElseThrow()).map(read -> ours(look, it, read)))
                .collect()
                .in(ArrayList<Optional<Found>>::new, List::add)
                .chain(looked -> looked.stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(found -> adopted(look, found))
                        .orElseGet(() -> allEnded ? failed(look, "the provider never took it") : goesOn(look)));
    }

    /** A batch whose answers carry our ids. */
    private record Found(Listed listed, Results.Lines lines) {}

    private static Optional<Found> ours(Look look, Listed listed, Results read) {
        if (!(read instanceof Results.Lines lines)) return Optional.empty();
        boolean isOurs = lines.lines().stream()
                .anyMatch(line -> line.customId().startsWith(look.batch().prefix()));
        return isOurs ? Optional.of(new Found(listed, lines)) : Optional.empty();
    }

    private Uni<Tally> adopted(Look look, Found found) {
        LOG.infof(
                "batch %s is adopted as %s",
                look.batch().intent(), found.listed().batchId());
        return batches.sent(look.batch().intent(), found.listed().batchId(), Optional.empty(), clock.instant())
                .chain(() -> read(look, found.lines()));
    }

    private Uni<Tally> read(Look look, Results read) {
        if (read instanceof Results.Gone gone) return failed(look, gone.why());
        Map<String, Line> lines = new HashMap<>();
        ((Results.Lines) read).lines().forEach(line -> lines.putIfAbsent(line.customId(), line));
        List<MovieId> ids = look.batch().items().stream().map(Item::film).toList();
        return Uni.combine()
                .all()
                .unis(
                        films.films(Set.copyOf(ids)),
                        budget.prices(look.batch().recipe().model()))
                .with((known, prices) -> new Reading(look, lines, known, prices))
                .chain(this::kept)
                .call(() -> batches.collected(look.batch(), clock.instant()));
    }

    /** A batch that ended, its answers by id, and what is needed to judge and to book them. */
    private record Reading(Look look, Map<String, Line> lines, Map<MovieId, Movie> films, PriceList prices) {}

    private Uni<Tally> kept(Reading reading) {
        return Multi.createFrom()
                .iterable(reading.look().batch().items())
                .onItem()
                .transformToUni(item -> kept(reading, item))
                .merge(AT_ONCE)
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus));
    }

    /** What was not answered goes back when the batch is closed. */
    private Uni<Tally> kept(Reading reading, Item item) {
        Line line = reading.lines().get(item.customId());
        if (line instanceof Line.Answer answer) return kept(reading, item, answer.reply());
        if (line instanceof Line.Invalid invalid)
            return batches.invalid(item.claim(), invalid.why())
                    .replaceWith(Tally.oneFailed(item.film().toString(), invalid.why()));
        return Uni.createFrom().item(Tally.ONE_DEFERRED);
    }

    private Uni<Tally> kept(Reading reading, Item item, Reply reply) {
        Movie film = reading.films().get(item.film());
        if (reply instanceof Unusable unusable)
            return rejected(reading, item, unusable.outcome(), unusable.usage(), unusable.receipt(), unusable.why());
        Answered answered = (Answered) reply;
        Rubric rubric = Rubric.of(reading.look().batch().recipe().kind());
        Verdict verdict = film == null
                ? new Verdict.Rejected("the film is there no more")
                : rubric.judge(answered.answer(), film);
        if (verdict instanceof Verdict.Rejected rejected)
            return rejected(reading, item, Outcome.MALFORMED, answered.usage(), answered.receipt(), rejected.why());
        AnalysisDocument found = new AnalysisDocument(
                film,
                item.claim().key(),
                ((Verdict.Accepted) verdict).analysis(),
                reading.look().batch().recipe());
        return results.accept(
                        booking(reading, item, Outcome.SUCCEEDED, answered.usage(), answered.receipt()),
                        item.claim(),
                        found)
                .map(ours -> ours ? Tally.ONE_SUCCEEDED : Tally.ONE_SKIPPED);
    }

    private Uni<Tally> rejected(
            Reading reading, Item item, Outcome outcome, Optional<Usage> told, Receipt receipt, String why) {
        return results.reject(booking(reading, item, outcome, told, receipt), item.claim(), why, true)
                .map(failed -> failed
                        ? Tally.oneFailed(item.film().toString(), why)
                        : Tally.ONE_DEFERRED.withProblem(item.film().toString(), why));
    }

    /** Where the provider does not say what was used, it was all that was reserved. */
    private Booking booking(Reading reading, Item item, Outcome outcome, Optional<Usage> told, Receipt receipt) {
        Batch batch = reading.look().batch();
        Usage used = told.orElseGet(() -> new Usage(item.reserved().tokens(), 0, 0, 0, 0, 0));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Call call = new Call(
                reading.look().run(),
                batch.recipe().kind().function(),
                batch.recipe().model(),
                batch.recipe().promptVersion(),
                item.claim().key(),
                used,
                told.isPresent()
                        ? reading.prices().of(used, today, true)
                        : item.reserved().usd(),
                outcome,
                receipt.httpStatus(),
                receipt.requestId(),
                receipt.latency());
        reading.look().ledger().add(used, call.usd());
        return new Booking(
                call, batch.reservation(), Optional.of(new Booking.OfBatch(batch.intent(), item.reserved())));
    }
}
