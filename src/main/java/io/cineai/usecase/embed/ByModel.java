package io.cineai.usecase.embed;

import io.cineai.budget.Outcome;
import io.cineai.budget.Usage;
import io.cineai.budget.WorstCase;
import io.cineai.embed.Embedded;
import io.cineai.embed.Storyline;
import io.cineai.embed.TextEmbedder;
import io.cineai.llm.Receipt;
import io.cineai.llm.Reply.Blame;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Unusable;
import io.cineai.store.budget.Reserved;
import io.cineai.store.budget.Reserved.Closed;
import io.cineai.store.budget.Reserved.Granted;
import io.cineai.store.embedding.Space;
import io.cineai.store.embedding.WantedStoryline;
import io.cineai.store.orm.Booking;
import io.cineai.store.orm.ResultStore;
import io.cineai.store.orm.VectorStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.RunReport.Llm;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Ledger;
import io.cineai.usecase.spend.Providers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The way by a model: every call is paid for before and booked after, whatever came back. One run's. */
final class ByModel implements Way {
    private static final Logger LOG = Logger.getLogger(ByModel.class);
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final TextEmbedder model;
    private final Account account;
    private final Tools tools;
    private final Limits limits;
    private final Ledger ledger = new Ledger();

    ByModel(TextEmbedder model, Account account, Tools tools, Limits limits) {
        this.model = model;
        this.account = account;
        this.tools = tools;
        this.limits = limits;
    }

    /** Whom it works with. */
    record Tools(Providers providers, ResultStore results, VectorStore vectors, Clock clock) {}

    /**
     * How far it goes.
     *
     * @param patience how long a run waits for a provider at once
     * @param longest how long one step may wait altogether; its lease is longer
     */
    record Limits(int step, Deadline deadline, Duration patience, Duration longest) {}

    @Override
    public Space space() {
        return Space.of(model.id().provider(), model.id().model(), model.dimensions());
    }

    @Override
    public String version() {
        return "text" + Storyline.VERSION + ":";
    }

    @Override
    public boolean isPaid() {
        return true;
    }

    @Override
    public int step() {
        return Math.min(limits.step(), model.most().texts());
    }

    @Override
    public boolean isStopped() {
        return ledger.isStopped();
    }

    @Override
    public Llm spent() {
        return ledger.total();
    }

    @Override
    public Uni<Tally> embed(List<WantedStoryline> films) {
        return Multi.createFrom()
                .iterable(inCalls(films))
                .onItem()
                .transformToUniAndConcatenate(
                        call -> isStopped() || limits.deadline().isPast()
                                ? Uni.createFrom().item(deferred(call))
                                : ask(call))
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus));
    }

    /** Films that are asked about together, and how long they waited already. */
    private record Asking(List<WantedStoryline> films, List<Storyline> texts, Duration waited) {
        static Asking of(List<WantedStoryline> films) {
            return new Asking(
                    films, films.stream().map(it -> Storyline.of(it.film())).toList(), Duration.ZERO);
        }

        Asking waiting(Duration time) {
            return new Asking(films, texts, waited.plus(time));
        }

        String first() {
            return films.get(0).film().id().toString();
        }
    }

    /** No more texts and tokens than the provider takes at once. */
    private List<Asking> inCalls(List<WantedStoryline> films) {
        List<Asking> calls = new ArrayList<>();
        List<WantedStoryline> some = new ArrayList<>();
        long tokens = 0;
        for (WantedStoryline film : films) {
            int most = model.mostTokens(Storyline.of(film.film()));
            if (!some.isEmpty() && tokens + most > model.most().tokens()) {
                calls.add(Asking.of(List.copyOf(some)));
                some.clear();
                tokens = 0;
            }
            some.add(film);
            tokens += most;
        }
        if (!some.isEmpty()) calls.add(Asking.of(List.copyOf(some)));
        return calls;
    }

    private Uni<Tally> ask(Asking asking) {
        WorstCase worst = account.worst(
                asking.texts().stream().mapToLong(model::mostTokens).sum(), 0, false);
        return tools.providers().reserve(account, worst).chain(reserved -> reserved(asking, worst, reserved));
    }

    private Uni<Tally> reserved(Asking asking, WorstCase worst, Reserved reserved) {
        if (reserved instanceof Closed closed) return closed(asking, closed);
        Paid paid = new Paid(asking, worst, ((Granted) reserved).reservation());
        return model.embed(asking.texts()).chain(answer -> answered(paid, answer));
    }

    /** A short wait is waited; for a long one the films are left to a later run. */
    private Uni<Tally> closed(Asking asking, Closed closed) {
        Duration wait =
                Duration.between(tools.clock().instant(), closed.until()).plusMillis(1);
        boolean worthIt = wait.compareTo(limits.patience()) <= 0
                && asking.waited().plus(wait).compareTo(limits.longest()) < 0
                && limits.deadline().leaves(wait);
        if (!worthIt) {
            ledger.close(closed.until());
            return Uni.createFrom().item(deferred(asking));
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(wait.isNegative() || wait.isZero() ? Duration.ofMillis(1) : wait)
                .chain(() -> ask(asking.waiting(wait)));
    }

    private Uni<Tally> answered(Paid paid, Embedded answer) {
        if (answer instanceof Embedded.Vectors good) return kept(paid, good);
        if (answer instanceof Embedded.Broken broken) return broken(paid, broken.why());
        return missing(paid, ((Embedded.Missing) answer).why());
    }

    private Uni<Tally> kept(Paid paid, Embedded.Vectors good) {
        List<WantedStoryline> films = paid.asking().films();
        Booking booking = paid.booking(Outcome.SUCCEEDED, good.usage(), good.receipt());
        return tools.vectors()
                .write(space(), Vectors.of(films, good.vectors()), Optional.of(booking))
                .map(written -> Tally.items(written, 0, films.size() - written))
                .call(() -> tools.providers().worked(model.id()))
                .call(() -> tools.providers().heeded(model.id(), good.receipt()));
    }

    /** An answer that is none is billed, and the next would be like it: a person must look at the model and its length. */
    private Uni<Tally> broken(Paid paid, Unusable why) {
        LOG.errorf("%s does not answer with vectors: %s", model.id(), why.why());
        ledger.stop();
        return tools.results()
                .book(paid.booking(why.outcome(), why.usage(), why.receipt()))
                .chain(() -> tools.providers().worked(model.id()))
                .replaceWith(failed(paid.asking().films(), why.why()));
    }

    private Uni<Tally> missing(Paid paid, Unavailable why) {
        Optional<Usage> told = why.mayBeBilled() ? Optional.empty() : Optional.of(Usage.NONE);
        Uni<Void> booked = tools.results().book(paid.booking(why.outcome(), told, why.receipt()));
        if (isRefusedAsItIs(why)) return booked.chain(() -> apart(paid.asking(), why));
        return booked.chain(() -> tools.providers().heeded(model.id(), why)).chain(() -> after(paid.asking(), why));
    }

    /** The server read the request and wants none such: nothing is billed, and nothing is wrong with the server. */
    private static boolean isRefusedAsItIs(Unavailable why) {
        int status = why.receipt().httpStatus();
        return (status == BAD_REQUEST || status == TOO_LARGE) && why.blame() == Blame.QUESTION;
    }

    /** One text may spoil a call: the halves are asked for apart, until it stands alone. */
    private Uni<Tally> apart(Asking asking, Unavailable why) {
        List<WantedStoryline> films = asking.films();
        int half = films.size() / 2;
        if (half == 0) return Uni.createFrom().item(failed(films, why.why()));
        List<WantedStoryline> rest = films.subList(half, films.size());
        return embed(films.subList(0, half)).chain(first -> {
            boolean isTheRequest = half > 1 && first.failed() == half;
            return (isTheRequest ? Uni.createFrom().item(stopped(rest, why.why())) : embed(rest)).map(first::plus);
        });
    }

    /** Not one text of several is liked, and no other will be. */
    private Tally stopped(List<WantedStoryline> films, String why) {
        LOG.errorf("%s cannot be asked: %s", model.id(), why);
        ledger.stop();
        return failed(films, why);
    }

    private Uni<Tally> after(Asking asking, Unavailable why) {
        if (why.blame() == Blame.SETUP) return Uni.createFrom().item(stopped(asking.films(), why.why()));
        boolean soon = why.outcome() == Outcome.RATE_LIMITED || why.outcome() == Outcome.OVERLOADED;
        if (soon && !limits.deadline().isPast()) return ask(asking);
        return Uni.createFrom().item(deferred(asking).withProblem(asking.first(), why.why()));
    }

    private static Tally deferred(Asking asking) {
        return Tally.items(0, asking.films().size(), 0);
    }

    private static Tally failed(List<WantedStoryline> films, String why) {
        Tally one = Tally.oneFailed(films.get(0).film().id().toString(), why);
        return new Tally(0, films.size(), 0, 0, 0, one.llm(), one.problems(), one.details());
    }

    /** A call that was made, and what was reserved for it. */
    private final class Paid {
        private final Asking asking;
        private final WorstCase worst;
        private final UUID reservation;

        Paid(Asking asking, WorstCase worst, UUID reservation) {
            this.asking = asking;
            this.worst = worst;
            this.reservation = reservation;
        }

        Asking asking() {
            return asking;
        }

        Booking booking(Outcome outcome, Optional<Usage> told, Receipt receipt) {
            String about = asking.films().size() + " films";
            Booking booking = account.booking(about, worst, reservation, outcome, told, receipt);
            ledger.add(booking.call().usage(), booking.call().usd());
            return booking;
        }
    }
}
