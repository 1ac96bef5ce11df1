package io.cineai.usecase.analysis;

import io.cineai.llm.Batches;
import io.cineai.llm.Batches.Sent;
import io.cineai.llm.Question;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Wait;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.Claim;
import io.cineai.store.analysis.WantedFilm;
import io.cineai.store.budget.BudgetStore;
import io.cineai.store.budget.Reserved;
import io.cineai.store.budget.Reserved.Closed;
import io.cineai.store.orm.Batch;
import io.cineai.store.orm.Batch.Item;
import io.cineai.store.orm.BatchStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
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
import java.util.UUID;

/**
 * Sends films in batches. The intent is written first, with what it reserves; then the batch is sent, once; then its name is written. A
 * process that ends between these leaves an intent, and {@link CollectedBatches} finds out what became of it.
 */
@ApplicationScoped
class SentBatches {
    private final AnalysisStore analyses;
    private final BatchStore batches;
    private final BudgetStore budget;
    private final AnalysisConfig config;
    private final Stopping stopping;
    private final Clock clock;

    SentBatches(
            AnalysisStore analyses,
            BatchStore batches,
            BudgetStore budget,
            AnalysisConfig config,
            Stopping stopping,
            Clock clock) {
        this.analyses = analyses;
        this.batches = batches;
        this.budget = budget;
        this.config = config;
        this.stopping = stopping;
        this.clock = clock;
    }

    /** One after the other, the most wanted films first, until none is left or the budget says no. Films under way are deferred. */
    Uni<Tally> send(
            Job job, Batches provider, Ledger ledger, Deadline deadline, Optional<List<MovieId>> named, int limit) {
        return analyses.wanted(job.recipe(), named, limit).chain(wanted -> Multi.createFrom()
                .iterable(inParts(wanted))
                .onItem()
                .transformToUniAndConcatenate(part -> isEnough(ledger, deadline)
                        ? Uni.createFrom().item(Tally.NOTHING)
                        : sendPart(job, provider, ledger, part))
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus)));
    }

    private List<List<MovieId>> inParts(List<MovieId> films) {
        List<List<MovieId>> parts = new ArrayList<>();
        for (int from = 0; from < films.size(); from += config.batchSize())
            parts.add(films.subList(from, Math.min(films.size(), from + config.batchSize())));
        return parts;
    }

    private boolean isEnough(Ledger ledger, Deadline deadline) {
        return ledger.isStopped() || stopping.isAsked() || deadline.isPast();
    }

    private Uni<Tally> sendPart(Job job, Batches provider, Ledger ledger, List<MovieId> films) {
        return analyses.films(job.recipe(), films)
                .chain(wanted -> wanted.isEmpty()
                        ? Uni.createFrom().item(Map.<String, Claim>of())
                        : analyses.claim(job.recipe(), wanted, config.lease())
                                .chain(claims -> claims.isEmpty()
                                        ? Uni.createFrom().item(claims)
                                        : intended(job, provider, ledger, ours(wanted, claims), claims)
                                                .replaceWith(claims)))
                .map(claims -> Tally.items(0, claims.size(), 0));
    }

    private static List<WantedFilm> ours(List<WantedFilm> wanted, Map<String, Claim> claims) {
        return wanted.stream().filter(film -> claims.containsKey(film.key())).toList();
    }

    private Uni<Void> intended(
            Job job, Batches provider, Ledger ledger, List<WantedFilm> films, Map<String, Claim> claims) {
        UUID intent = UUID.randomUUID();
        Map<String, Question> questions = new LinkedHashMap<>();
        List<Item> items = new ArrayList<>();
        for (WantedFilm wanted : films) {
            String id = Batch.prefix(intent) + items.size();
            Claim claim = claims.get(wanted.key());
            Question question = job.question(wanted.film(), claim);
            questions.put(id, question);
            items.add(new Item(id, wanted.film().id(), claim, job.worst(question, true)));
        }
        Batch batch = new Batch(intent, Optional.empty(), job.recipe(), items, intent, clock.instant());
        return batches.intend(batch, job.run(), config.batchLease(), config.batchTurn(), job.breaker())
                .chain(reserved -> reserved(job, provider, ledger, batch, questions, films, claims, reserved));
    }

    /** What the budget does not allow for all, it may allow for half. */
    private Uni<Void> reserved(
            Job job,
            Batches provider,
            Ledger ledger,
            Batch batch,
            Map<String, Question> questions,
            List<WantedFilm> films,
            Map<String, Claim> claims,
            Reserved reserved) {
        if (reserved instanceof Reserved.Granted granted)
            return provider.send(questions).chain(sent -> sent(ledger, batch.reservedBy(granted.reservation()), sent));
        int half = films.size() / 2;
        Uni<Void> handedBack = released(films.subList(half, films.size()), claims);
        if (half > 0)
            return handedBack
                    .chain(() -> intended(job, provider, ledger, films.subList(0, half), claims))
                    .invoke(() -> ledger.close(((Closed) reserved).until()));
        ledger.close(((Closed) reserved).until());
        return handedBack;
    }

    private Uni<Void> released(List<WantedFilm> films, Map<String, Claim> claims) {
        return Multi.createFrom()
                .iterable(films)
                .onItem()
                .transformToUniAndConcatenate(film -> analyses.release(claims.get(film.key()), true, Optional.empty()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> sent(Ledger ledger, Batch batch, Sent sent) {
        if (sent instanceof Sent.Accepted accepted)
            return batches.sent(batch.intent(), accepted.batchId(), accepted.expiresAt(), clock.instant())
                    .chain(() -> budget.worked(batch.recipe().model()));
        // Perhaps it was taken: the intent stays, and whoever collects finds out.
        if (sent instanceof Sent.Unclear) return Uni.createFrom().voidItem();
        Unavailable why = ((Sent.NotAccepted) sent).why();
        ledger.stop();
        return batches.failed(batch, why.why(), clock.instant()).chain(() -> heeded(batch, ledger, why));
    }

    private Uni<Void> heeded(Batch batch, Ledger ledger, Unavailable why) {
        var model = batch.recipe().model();
        if (why.cooldown().orElse(null) instanceof Wait.OfProvider closed) {
            ledger.close(closed.until());
            return budget.close(model.provider(), closed.until(), why.why());
        }
        if (why.cooldown().orElse(null) instanceof Wait.OfModel told)
            return budget.pause(model, told.time(), why.why());
        return Uni.createFrom().voidItem();
    }
}
