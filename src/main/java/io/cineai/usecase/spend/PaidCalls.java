package io.cineai.usecase.spend;

import io.cineai.budget.ModelId;
import io.cineai.budget.Outcome;
import io.cineai.budget.Usage;
import io.cineai.budget.WorstCase;
import io.cineai.llm.Question;
import io.cineai.llm.Question.Correction;
import io.cineai.llm.Receipt;
import io.cineai.llm.Reply;
import io.cineai.llm.Reply.Answered;
import io.cineai.llm.Reply.Blame;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Unusable;
import io.cineai.store.budget.Reserved;
import io.cineai.store.budget.Reserved.Closed;
import io.cineai.store.budget.Reserved.Granted;
import io.cineai.store.orm.Booking;
import io.cineai.store.orm.ResultStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.Claimed.Ruling;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asks about one matter, and sees to it that every call was paid for before and is booked after, whatever came back. */
@ApplicationScoped
public class PaidCalls {
    private static final Logger LOG = Logger.getLogger(PaidCalls.class);

    /** The answer that broke a rule first; the second fails. */
    private static final int LAST_CHANCE = 1;

    private final Providers providers;
    private final ResultStore results;
    private final SpendConfig config;
    private final Clock clock;

    PaidCalls(Providers providers, ResultStore results, SpendConfig config, Clock clock) {
        this.providers = providers;
        this.results = results;
        this.config = config;
        this.clock = clock;
    }

    /** One claimed matter, and how far asking about it is. */
    private record Turn(Matter matter, Ledger ledger, Deadline deadline, int judged, Duration waited) {
        Turn waiting(Duration time) {
            return new Turn(matter, ledger, deadline, judged, waited.plus(time));
        }

        Turn again() {
            return new Turn(matter, ledger, deadline, judged + 1, waited);
        }

        Claimed claimed() {
            return matter.claimed();
        }

        ModelId model() {
            return matter.model().id();
        }
    }

    /** Never fails by what a provider does: what cannot be asked about now is handed back. */
    public Uni<Tally> ask(Matter matter, Ledger ledger, Deadline deadline) {
        return ask(new Turn(matter, ledger, deadline, matter.judged(), Duration.ZERO), matter.question());
    }

    private Uni<Tally> ask(Turn turn, Question question) {
        WorstCase worst = turn.matter().worst(question, false);
        return providers
                .reserve(turn.matter().account(), worst)
                .chain(reserved -> reserved(turn, question, worst, reserved));
    }

    private Uni<Tally> reserved(Turn turn, Question question, WorstCase worst, Reserved reserved) {
        if (reserved instanceof Closed closed) return closed(turn, question, closed);
        UUID reservation = ((Granted) reserved).reservation();
        return turn.matter().model().ask(question).chain(reply -> replied(turn, question, worst, reservation, reply));
    }

    /** A short wait is waited, holding the claim; for a long one it is handed back. */
    private Uni<Tally> closed(Turn turn, Question question, Closed closed) {
        Duration wait = Duration.between(clock.instant(), closed.until()).plusMillis(1);
        Duration waited = turn.waited().plus(wait);
        boolean worthIt = wait.compareTo(config.patience()) <= 0
                && waited.compareTo(turn.matter().lease().dividedBy(2)) < 0
                && turn.deadline().leaves(wait)
                && !turn.ledger().isStopped();
        if (!worthIt) {
            turn.ledger().close(closed.until());
            return deferred(turn, true, Optional.empty());
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(wait.isNegative() ? Duration.ofMillis(1) : wait)
                .chain(() -> ask(turn.waiting(wait), question));
    }

    private Uni<Tally> replied(Turn turn, Question question, WorstCase worst, UUID reservation, Reply reply) {
        Paid paid = new Paid(turn.matter(), worst, reservation);
        if (reply instanceof Answered answered) {
            Ruling ruling = turn.claimed().judge(answered.answer());
            if (ruling instanceof Ruling.Good good)
                return accepted(turn, good, paid.booking(Outcome.SUCCEEDED, answered.usage(), answered.receipt()))
                        .call(() -> providers.worked(turn.model()))
                        .call(() -> providers.heeded(turn.model(), answered.receipt()));
            String why = ((Ruling.Bad) ruling).why();
            Booking booking = paid.booking(Outcome.MALFORMED, answered.usage(), answered.receipt());
            return rejected(turn, question, booking, answered.text(), why);
        }
        if (reply instanceof Unusable unusable) {
            Booking booking = paid.booking(unusable.outcome(), unusable.usage(), unusable.receipt());
            return rejected(turn, question, booking, unusable.text(), unusable.why());
        }
        return unavailable(turn, question, paid, (Unavailable) reply);
    }

    private Uni<Tally> accepted(Turn turn, Ruling.Good good, Booking booking) {
        booked(turn, booking);
        return good.keep().apply(booking).map(ours -> ours ? Tally.ONE_SUCCEEDED : Tally.ONE_DEFERRED);
    }

    private Uni<Tally> rejected(Turn turn, Question question, Booking booking, String text, String why) {
        booked(turn, booking);
        boolean again = turn.judged() < LAST_CHANCE && !turn.deadline().isPast();
        boolean handBack = turn.judged() < LAST_CHANCE && !again;
        return turn.claimed()
                .reject(booking, why, handBack)
                .call(() -> providers.worked(turn.model()))
                .chain(failed -> {
                    if (again) return ask(turn.again(), question.corrected(new Correction(text, why)));
                    String item = turn.claimed().item();
                    return Uni.createFrom().item(failed ? Tally.oneFailed(item, why) : Tally.ONE_DEFERRED);
                });
    }

    private Uni<Tally> unavailable(Turn turn, Question question, Paid paid, Unavailable reply) {
        Optional<Usage> told = reply.mayBeBilled() ? Optional.empty() : Optional.of(Usage.NONE);
        Booking booking = paid.booking(reply.outcome(), told, reply.receipt());
        booked(turn, booking);
        return results.book(booking)
                .chain(() -> providers.heeded(turn.model(), reply))
                .chain(() -> after(turn, question, reply));
    }

    private Uni<Tally> after(Turn turn, Question question, Unavailable reply) {
        if (reply.blame() == Blame.SETUP) {
            LOG.errorf("%s cannot be asked: %s", turn.model(), reply.why());
            turn.ledger().stop();
            return turn.claimed()
                    .release(true, Optional.empty())
                    .replaceWith(Tally.oneFailed(turn.claimed().item(), reply.why()));
        }
        boolean soon = reply.outcome() == Outcome.RATE_LIMITED || reply.outcome() == Outcome.OVERLOADED;
        if (soon && !turn.deadline().isPast()) return ask(turn, question);
        return deferred(turn, reply.blame() == Blame.PROVIDER, Optional.of(reply.why()));
    }

    private Uni<Tally> deferred(Turn turn, boolean giveBack, Optional<String> why) {
        return turn.claimed()
                .release(giveBack, why)
                .replaceWith(why.map(it ->
                                Tally.ONE_DEFERRED.withProblem(turn.claimed().item(), it))
                        .orElse(Tally.ONE_DEFERRED));
    }

    private static void booked(Turn turn, Booking booking) {
        turn.ledger().add(booking.call().usage(), booking.call().usd());
    }

    /** A call that was made, and what was reserved for it. */
    private record Paid(Matter matter, WorstCase worst, UUID reservation) {
        Booking booking(Outcome outcome, Optional<Usage> told, Receipt receipt) {
            return matter.account().booking(matter.claimed().key(), worst, reservation, outcome, told, receipt);
        }
    }
}
