package io.cineai.usecase.batch;

import io.cineai.budget.ModelCard;
import io.cineai.budget.ModelId;
import io.cineai.llm.Batches;
import io.cineai.llm.Batches.Sent;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Wait;
import io.cineai.store.budget.BudgetStore;
import io.cineai.store.budget.Reserved;
import io.cineai.store.budget.Reserved.Closed;
import io.cineai.store.orm.Batch;
import io.cineai.store.orm.Batch.Errand;
import io.cineai.store.orm.Batch.Item;
import io.cineai.store.orm.BatchStore;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Ledger;
import io.cineai.usecase.spend.Matter;
import io.cineai.usecase.spend.SpendConfig;
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
 * Sends questions in batches. The intent is written first, with what it reserves; then the batch is sent, once; then its name is written. A
 * process that ends between these leaves an intent, and {@link CollectedBatches} finds out what became of it.
 */
@ApplicationScoped
public class SentBatches {
    private final BatchStore batches;
    private final BudgetStore budget;
    private final BatchConfig config;
    private final SpendConfig spending;
    private final Stopping stopping;
    private final Clock clock;

    SentBatches(
            BatchStore batches,
            BudgetStore budget,
            BatchConfig config,
            SpendConfig spending,
            Stopping stopping,
            Clock clock) {
        this.batches = batches;
        this.budget = budget;
        this.config = config;
        this.spending = spending;
        this.stopping = stopping;
        this.clock = clock;
    }

    /** Where this model's batches are sent; empty where it has none. */
    public static Optional<Batches> service(LanguageModel model, ModelCard card) {
        return model.batches().filter(it -> card.batches());
    }

    /** One after the other until there is no more or the budget says no. What is under way is deferred. */
    public Uni<Tally> send(Mailing mailing) {
        return Multi.createBy()
                .repeating()
                .uni(() -> isEnough(mailing) ? nothing() : sendNext(mailing))
                .until(Optional::isEmpty)
                .map(Optional::orElseThrow)
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus));
    }

    private boolean isEnough(Mailing mailing) {
        return mailing.ledger().isStopped()
                || stopping.isAsked()
                || mailing.deadline().isPast();
    }

    private static Uni<Optional<Tally>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }

    private Uni<Optional<Tally>> sendNext(Mailing mailing) {
        return mailing.next()
                .get()
                .call(next -> next.filter(it -> !it.isEmpty())
                        .map(it -> intended(mailing, it))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(next -> next.map(it -> Tally.items(0, it.size(), 0)));
    }

    private Uni<Void> intended(Mailing mailing, List<Matter> matters) {
        UUID intent = UUID.randomUUID();
        Map<String, Question> questions = new LinkedHashMap<>();
        List<Item> items = new ArrayList<>();
        for (Matter matter : matters) {
            String id = Batch.prefix(intent) + items.size();
            Question question = matter.question();
            questions.put(id, question);
            items.add(new Item(id, matter.claimed().key(), matter.claimed().token(), matter.worst(question, true)));
        }
        Batch batch = new Batch(intent, Optional.empty(), errand(mailing), items, intent, clock.instant());
        return batches.intend(
                        batch, mailing.account().run(), config.batchLease(), config.batchTurn(), spending.breaker())
                .chain(reserved -> reserved(mailing, batch, questions, matters, reserved));
    }

    private static Errand errand(Mailing mailing) {
        Account account = mailing.account();
        return new Errand(account.feature(), mailing.feature().waiting(), account.model(), account.version());
    }

    /** What the budget does not allow for all, it may allow for half. */
    private Uni<Void> reserved(
            Mailing mailing, Batch batch, Map<String, Question> questions, List<Matter> matters, Reserved reserved) {
        if (reserved instanceof Reserved.Granted granted)
            return mailing.service()
                    .send(questions)
                    .chain(sent -> sent(mailing.ledger(), batch.reservedBy(granted.reservation()), sent));
        int half = matters.size() / 2;
        Uni<Void> handedBack = released(matters.subList(half, matters.size()));
        if (half > 0) handedBack = handedBack.chain(() -> intended(mailing, matters.subList(0, half)));
        return handedBack.invoke(() -> mailing.ledger().close(((Closed) reserved).until()));
    }

    private static Uni<Void> released(List<Matter> matters) {
        return Multi.createFrom()
                .iterable(matters)
                .onItem()
                .transformToUniAndConcatenate(matter -> matter.claimed().release(true, Optional.empty()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> sent(Ledger ledger, Batch batch, Sent sent) {
        ModelId model = batch.errand().model();
        if (sent instanceof Sent.Accepted accepted)
            return batches.sent(batch.intent(), accepted.batchId(), accepted.expiresAt(), clock.instant())
                    .chain(() -> budget.worked(model));
        // Perhaps it was taken: the intent stays, and whoever collects finds out.
        if (sent instanceof Sent.Unclear) return Uni.createFrom().voidItem();
        Unavailable why = ((Sent.NotAccepted) sent).why();
        ledger.stop();
        return batches.failed(batch, why.why(), clock.instant()).chain(() -> heeded(model, ledger, why));
    }

    private Uni<Void> heeded(ModelId model, Ledger ledger, Unavailable why) {
        if (why.cooldown().orElse(null) instanceof Wait.OfProvider closed) {
            ledger.close(closed.until());
            return budget.close(model.provider(), closed.until(), why.why());
        }
        if (why.cooldown().orElse(null) instanceof Wait.OfModel told)
            return budget.pause(model, told.time(), why.why());
        return Uni.createFrom().voidItem();
    }
}
