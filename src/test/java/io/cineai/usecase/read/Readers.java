package io.cineai.usecase.read;

import io.cineai.store.fact.OwnActStore;
import io.cineai.store.feed.FeedStore;
import io.cineai.store.feedback.FeedbackStore;
import io.cineai.store.film.FilmPageStore;
import io.cineai.store.film.FilmSearchStore;
import io.cineai.store.film.FilmStore;
import io.cineai.store.film.MoodStore;
import io.cineai.store.model.ModelStore;
import io.cineai.store.query.QueryStore;
import io.cineai.testkit.Defaults;
import io.cineai.testkit.TestPool;
import io.cineai.usecase.list.MakeList;
import io.cineai.usecase.list.RecommendConfig;

/** The use cases of the read function over one pool, as the container would make them. */
record Readers(ReadFeed feeds, InstantPicks picks, ReadFilms films, FindFilms search, TakeFeedback feedback) {

    static Readers over(TestPool pool) {
        RecommendConfig config = Defaults.of(RecommendConfig.class);
        FeedStore feeds = pool.store(FeedStore.class);
        OwnActStore acts = pool.store(OwnActStore.class);
        FilmStore films = pool.store(FilmStore.class);
        ModelStore models = pool.store(ModelStore.class);
        MakeList makeList = new MakeList(models, films, config);
        return new Readers(
                new ReadFeed(
                        feeds,
                        new InstantLists(acts, models, makeList, config),
                        pool.store(MoodStore.class),
                        new RefreshRequests(feeds)),
                new InstantPicks(acts, models, films, makeList),
                new ReadFilms(pool.store(FilmPageStore.class), films, makeList),
                new FindFilms(pool.store(FilmSearchStore.class)),
                new TakeFeedback(pool.store(FeedbackStore.class), recollection(pool, makeList)));
    }

    private static Recollection recollection(TestPool pool, MakeList makeList) {
        QueryStore queries = pool.store(QueryStore.class);
        return new Recollection(
                queries, new Viewers(makeList), new HitCounts(queries), Defaults.of(SearchConfig.class));
    }
}
