package io.cineai.usecase.batch;

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
import io.cineai.store.budget.BudgetStore;
import io.cineai.store.orm.Batch;
import io.cineai.store.orm.Batch.Errand;
import io.cineai.store.orm.Batch.Item;
import io.cineai.store.orm.BatchStore;
import io.cineai.store.orm.Booking;
import io.cineai.store.orm.ResultStore;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Claimed;
import io.cineai.usecase.spend.Claimed.Ruling;
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
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks after batches that were sent: reads the answers of those that ended, keeps the claims of the others, and finds those whose name
 * was lost with the process that sent them. Such a batch is never sent again: it is adopted once its answers show that it is ours, and
 * given up only when the provider surely has none.
 */
@ApplicationScoped
public class CollectedBatches {
    private static final Logger LOG = Logger.getLogger(CollectedBatches.class);

    /** Our clock and the provider's may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private static final int AT_ONCE = 4;

    private final BatchStore batches;
    private final ResultStore results;
    private final BudgetStore budget;
    private final BatchConfig config;
    private final Clock clock;

    CollectedBatches(BatchStore batches, ResultStore results, BudgetStore budget, BatchConfig config, Clock clock) {
        this.batches = batches;
        this.results = results;
        this.budget = budget;
        this.config = config;
        this.clock = clock;
    }

    /** All batches of this feature that nobody sees to. A batch that cannot be seen to now waits for a later run. */
    public Uni<Tally> collect(Feature feature, String provider, Batches service, UUID run, Ledger ledger) {
        return batches.take(feature.name(), feature.waiting(), provider, config.batchTurn())
                .chain(taken -> Multi.createFrom()
                        .iterable(taken)
                        .onItem()
                        .transformToUniAndConcatenate(batch -> seenTo(new Look(batch, feature, service, run, ledger)))
                        .collect()
                        .in(ArrayList<Tally>::new, List::add)
                        .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus)));
    }

    /** One batch, looked at in one run. */
    private record Look(Batch batch, Feature feature, Batches service, UUID run, Ledger ledger) {}

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
                        batches.known(look.batch().errand().model().provider(), since))
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
        return Uni.combine()
                .all()
                .unis(
                        look.feature().claimed(look.batch()),
                        budget.prices(look.batch().errand().model()))
                .with((claimed, prices) -> new Reading(look, lines, byToken(claimed), account(look, prices)))
                .chain(this::kept)
                .call(() -> batches.collected(look.batch(), clock.instant()));
    }

    /** A batch that ended, its answers by id, and what is still claimed in it by its token. */
    private record Reading(Look look, Map<String, Line> lines, Map<UUID, Claimed> claimed, Account account) {}

    private static Map<UUID, Claimed> byToken(List<Claimed> claimed) {
        Map<UUID, Claimed> byToken = new HashMap<>(claimed.size() * 2);
        claimed.forEach(it -> byToken.put(it.token(), it));
        return byToken;
    }

    private Account account(Look look, PriceList prices) {
        Errand errand = look.batch().errand();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Account(look.run(), errand.feature(), errand.model(), errand.version(), prices, today);
    }

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
        Optional<Claimed> claimed = Optional.ofNullable(reading.claimed().get(item.token()));
        if (line instanceof Line.Answer answer)
            return claimed.map(it -> kept(reading, item, it, answer.reply()))
                    .orElseGet(() -> dropped(reading, item, answer.reply()));
        if (line instanceof Line.Invalid invalid)
            return batches.invalid(reading.look().batch(), item, invalid.why())
                    .replaceWith(Tally.oneFailed(claimed.map(Claimed::item).orElse(item.customId()), invalid.why()));
        return Uni.createFrom().item(Tally.ONE_DEFERRED);
    }

    private Uni<Tally> kept(Reading reading, Item item, Claimed claimed, Reply reply) {
        if (reply instanceof Unusable unusable)
            return rejected(claimed, booking(reading, item, unusable.outcome(), unusable), unusable.why());
        Ruling ruling = claimed.judge(((Answered) reply).answer());
        if (ruling instanceof Ruling.Bad bad)
            return rejected(claimed, booking(reading, item, Outcome.MALFORMED, reply), bad.why());
        return ((Ruling.Good) ruling)
                .keep()
                .apply(booking(reading, item, Outcome.SUCCEEDED, reply))
                .map(ours -> ours ? Tally.ONE_SUCCEEDED : Tally.ONE_SKIPPED);
    }

    /** What was asked about is gone, or somebody else's by now, or the answer was read before: it is paid for all the same, once. */
    private Uni<Tally> dropped(Reading reading, Item item, Reply reply) {
        Outcome outcome = reply instanceof Unusable unusable ? unusable.outcome() : Outcome.SUCCEEDED;
        return results.book(booking(reading, item, outcome, reply)).replaceWith(Tally.ONE_SKIPPED);
    }

    private static Uni<Tally> rejected(Claimed claimed, Booking booking, String why) {
        return claimed.reject(booking, why, true)
                .map(failed -> failed
                        ? Tally.oneFailed(claimed.item(), why)
                        : Tally.ONE_DEFERRED.withProblem(claimed.item(), why));
    }

    private static Booking booking(Reading reading, Item item, Outcome outcome, Reply reply) {
        Booking booking = reply instanceof Unusable unusable
                ? booking(reading, item, outcome, unusable.usage(), unusable.receipt())
                : booking(reading, item, outcome, ((Answered) reply).usage(), ((Answered) reply).receipt());
        reading.look().ledger().add(booking.call().usage(), booking.call().usd());
        return booking;
    }

    private static Booking booking(Reading reading, Item item, Outcome outcome, Optional<Usage> told, Receipt receipt) {
        return reading.account().booking(reading.look().batch(), item, outcome, told, receipt);
    }
}
