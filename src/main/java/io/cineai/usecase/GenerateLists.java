package io.cineai.usecase;

import io.cineai.recommend.ListSettings;
import io.cineai.store.Gone;
import io.cineai.store.fact.FactStore;
import io.cineai.store.fact.UserFacts;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.store.feed.RenderedList;
import io.cineai.store.film.FilmStore;
import io.cineai.store.model.ModelStore;
import io.cineai.store.opinion.KnownOpinion;
import io.cineai.store.orm.ListStore;
import io.cineai.store.queue.Claim;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.UserId;
import io.cineai.usecase.list.MakeList;
import io.cineai.usecase.list.MakeList.Aside;
import io.cineai.usecase.list.RecommendConfig;
import io.cineai.usecase.opinion.Advice;
import io.cineai.usecase.opinion.SecondOpinions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Makes the lists of claimed users: the one method in which a scheduled sweep and a changed rating meet. */
@ApplicationScoped
class GenerateLists {
    private final FactStore facts;
    private final ModelStore models;
    private final FilmStore films;
    private final MakeList makeList;
    private final ListStore lists;
    private final ServeClaimed claimed;
    private final WantedLists wanted;
    private final SecondOpinions opinions;
    private final RecommendConfig config;
    private final FeedRenderer renderer;

    GenerateLists(
            FactStore facts,
            ModelStore models,
            FilmStore films,
            MakeList makeList,
            ListStore lists,
            ServeClaimed claimed,
            WantedLists wanted,
            SecondOpinions opinions,
            RecommendConfig config) {
        this.facts = facts;
        this.models = models;
        this.films = films;
        this.makeList = makeList;
        this.lists = lists;
        this.claimed = claimed;
        this.wanted = wanted;
        this.opinions = opinions;
        this.config = config;
        renderer = new FeedRenderer(config.freshFor());
    }

    /** Makes and writes the lists of these claims, see {@link ServeClaimed}; once it is {@code enough}, no more of them. */
    Uni<Tally> generate(List<Claim> claims, BooleanSupplier enough) {
        return claimed.each(claims, prepared(claims), enough);
    }

    private Uni<Function<Claim, Uni<Tally>>> prepared(List<Claim> claims) {
        List<UserId> users = claims.stream().map(Claim::user).toList();
        return Uni.combine()
                .all()
                .unis(models.version(), facts.of(users), wanted.now(), opinions.of(users))
                .with((model, known, lists, thought) -> claim -> list(new Job(
                        claim,
                        known.get(claim.user()),
                        model,
                        lists.by(claim.wish(), claim.user()),
                        Optional.ofNullable(thought.get(claim.user())))));
    }

    /** One user to be served. */
    private record Job(
            Claim claim, UserFacts facts, long model, ListSettings settings, Optional<KnownOpinion> thought) {}

    private Uni<Tally> list(Job job) {
        return generate(job)
                .onFailure(Gone::is)
                .recoverWithUni(() -> again(job))
                .onFailure()
                .invoke(films::forget);
    }

    /** A film that was remembered is there no more. */
    private Uni<Tally> again(Job job) {
        films.forget();
        return generate(job);
    }

    private Uni<Tally> generate(Job job) {
        return opinions.advice(
                        job.settings(),
                        job.thought(),
                        () -> makeList.taste(job.facts().signals()))
                .chain(advice -> generate(job, advice));
    }

    private Uni<Tally> generate(Job job, Advice advice) {
        String madeWith = job.settings().fingerprint() + "/v" + job.model();
        String digest = InputDigest.of(job.facts(), madeWith + advice.mark(), config);
        if (isUnchanged(job, digest))
            return lists.confirm(job.claim(), madeWith).chain(ours -> written(ours, job.claim(), Tally.ONE_SKIPPED));
        return make(job, advice)
                .chain(list -> lists.replace(job.claim(), list, digest, madeWith))
                .chain(ours -> written(ours, job.claim(), Tally.ONE_SUCCEEDED));
    }

    private Uni<Tally> written(boolean ours, Claim claim, Tally tally) {
        return Uni.createFrom().item(ours ? tally : claimed.fenced(claim));
    }

    /** A list whose promise of freshness runs out soon is made again, so that what it says of itself stays true. */
    private boolean isUnchanged(Job job, String digest) {
        Duration half = config.freshFor().dividedBy(2);
        return !job.claim().wish().force()
                && job.facts()
                        .ready()
                        .filter(list -> list.inputDigest().equals(digest))
                        .filter(list ->
                                list.freshUntil().isAfter(job.claim().at().plus(half)))
                        .isPresent();
    }

    private Uni<RenderedList> make(Job job, Advice advice) {
        TasteProfile taste = makeList.taste(job.facts().signals());
        return opinions.near(advice, taste)
                .map(near -> new Aside(near, advice.opinion()))
                .chain(aside -> makeList.of(taste, job.facts().favouriteGenres(), job.model(), job.settings(), aside))
                .call(made -> opinions.want(job.claim().user(), advice, made.plain(), taste))
                .map(made -> renderer.render(
                        made.list(),
                        job.claim().generation(),
                        job.claim().at(),
                        job.facts().ready()));
    }
}
