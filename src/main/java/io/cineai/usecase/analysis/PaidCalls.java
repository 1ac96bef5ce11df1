package io.cineai.usecase.analysis;

import io.cineai.analyze.Verdict;
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
import io.cineai.movie.Analysis;
import io.cineai.store.analysis.AnalysisDocument;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.Claim;
import io.cineai.store.analysis.WantedFilm;
import io.cineai.store.budget.Reserved;
import io.cineai.store.budget.Reserved.Closed;
import io.cineai.store.budget.Reserved.Granted;
import io.cineai.store.orm.Booking;
import io.cineai.store.orm.ResultStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.Ledger;
import io.cineai.usecase.spend.Providers;
import io.cineai.usecase.spend.SpendConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asks about one film, and sees to it that every call was paid for before and is booked after, whatever came back. */
@ApplicationScoped
class PaidCalls {
    private static final Logger LOG = Logger.getLogger(PaidCalls.class);

    /** The answer that broke a rule first; the second fails. */
    private static final int LAST_CHANCE = 1;

    private final Providers providers;
    private final ResultStore results;
    private final AnalysisStore analyses;
    private final AnalysisConfig config;
    private final SpendConfig spending;
    private final Clock clock;

    PaidCalls(
            Providers providers,
            ResultStore results,
            AnalysisStore analyses,
            AnalysisConfig config,
            SpendConfig spending,
            Clock clock) {
        this.providers = providers;
        this.results = results;
        this.analyses = analyses;
        this.config = config;
        this.spending = spending;
        this.clock = clock;
    }

    /** One claimed film, and how far asking about it is. */
    private record Turn(Job job, Ledger ledger, Deadline deadline, WantedFilm wanted, Claim claim, Duration waited) {
        Turn waiting(Duration time) {
            return new Turn(job, ledger, deadline, wanted, claim, waited.plus(time));
        }

        Turn judged() {
            Claim once = new Claim(claim.key(), claim.token(), claim.judged() + 1, claim.complaint());
            return new Turn(job, ledger, deadline, wanted, once, waited);
        }

        ModelId model() {
            return job.recipe().model();
        }

        String film() {
            return wanted.film().id().toString();
        }
    }

    /** Never fails by what a provider does: a film that cannot be asked about now is handed back. */
    Uni<Tally> analyze(Job job, Ledger ledger, Deadline deadline, WantedFilm wanted, Claim claim) {
        Turn turn = new Turn(job, ledger, deadline, wanted, claim, Duration.ZERO);
        return ask(turn, job.question(wanted.film(), claim));
    }

    private Uni<Tally> ask(Turn turn, Question question) {
        Job job = turn.job();
        WorstCase worst = job.worst(question, false);
        return providers.reserve(job.account(), worst).chain(reserved -> reserved(turn, question, worst, reserved));
    }

    private Uni<Tally> reserved(Turn turn, Question question, WorstCase worst, Reserved reserved) {
        if (reserved instanceof Closed closed) return closed(turn, question, closed);
        UUID reservation = ((Granted) reserved).reservation();
        return turn.job().model().ask(question).chain(reply -> replied(turn, question, worst, reservation, reply));
    }

    /** A short wait is waited, holding the film; for a long one it is handed back. */
    private Uni<Tally> closed(Turn turn, Question question, Closed closed) {
        Duration wait = Duration.between(clock.instant(), closed.until()).plusMillis(1);
        Duration waited = turn.waited().plus(wait);
        boolean worthIt = wait.compareTo(spending.patience()) <= 0
                && waited.compareTo(config.lease().dividedBy(2)) < 0
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
        Paid paid = new Paid(turn.job(), turn.wanted().key(), worst, reservation);
        if (reply instanceof Answered answered) {
            Verdict verdict =
                    turn.job().rubric().judge(answered.answer(), turn.wanted().film());
            if (verdict instanceof Verdict.Accepted accepted)
                return accepted(
                                turn,
                                paid.booking(Outcome.SUCCEEDED, answered.usage(), answered.receipt()),
                                accepted.analysis())
                        .call(() -> providers.worked(turn.model()))
                        .call(() -> providers.heeded(turn.model(), answered.receipt()));
            String why = ((Verdict.Rejected) verdict).why();
            Booking booking = paid.booking(Outcome.MALFORMED, answered.usage(), answered.receipt());
            return rejected(turn, question, booking, answered.text(), why);
        }
        if (reply instanceof Unusable unusable) {
            Booking booking = paid.booking(unusable.outcome(), unusable.usage(), unusable.receipt());
            return rejected(turn, question, booking, unusable.text(), unusable.why());
        }
        return unavailable(turn, question, paid, (Unavailable) reply);
    }

    private Uni<Tally> accepted(Turn turn, Booking booking, Analysis analysis) {
        booked(turn, booking);
        AnalysisDocument found = new AnalysisDocument(
                turn.wanted().film(), turn.wanted().key(), analysis, turn.job().recipe());
        return results.accept(booking, turn.claim(), found)
                .map(ours -> ours ? Tally.ONE_SUCCEEDED : Tally.ONE_DEFERRED);
    }

    private Uni<Tally> rejected(Turn turn, Question question, Booking booking, String text, String why) {
        booked(turn, booking);
        boolean again = turn.claim().judged() < LAST_CHANCE && !turn.deadline().isPast();
        boolean handBack = turn.claim().judged() < LAST_CHANCE && !again;
        return results.reject(booking, turn.claim(), why, handBack)
                .call(() -> providers.worked(turn.model()))
                .chain(failed -> {
                    if (again) return ask(turn.judged(), question.corrected(new Correction(text, why)));
                    return Uni.createFrom().item(failed ? Tally.oneFailed(turn.film(), why) : Tally.ONE_DEFERRED);
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
            LOG.errorf("%s cannot be asked: %s", turn.job().recipe().model(), reply.why());
            turn.ledger().stop();
            return analyses.release(turn.claim(), true, Optional.empty())
                    .replaceWith(Tally.oneFailed(turn.film(), reply.why()));
        }
        boolean soon = reply.outcome() == Outcome.RATE_LIMITED || reply.outcome() == Outcome.OVERLOADED;
        if (soon && !turn.deadline().isPast()) return ask(turn, question);
        return deferred(turn, reply.blame() == Blame.PROVIDER, Optional.of(reply.why()));
    }

    private Uni<Tally> deferred(Turn turn, boolean giveBack, Optional<String> why) {
        return analyses.release(turn.claim(), giveBack, why)
                .replaceWith(why.map(it -> Tally.ONE_DEFERRED.withProblem(turn.film(), it))
                        .orElse(Tally.ONE_DEFERRED));
    }

    private static void booked(Turn turn, Booking booking) {
        turn.ledger().add(booking.call().usage(), booking.call().usd());
    }

    /** A call that was made, and what was reserved for it. */
    private record Paid(Job job, String key, WorstCase worst, UUID reservation) {
        Booking booking(Outcome outcome, Optional<Usage> told, Receipt receipt) {
            return job.account().booking(key, worst, reservation, outcome, told, receipt);
        }
    }
}
