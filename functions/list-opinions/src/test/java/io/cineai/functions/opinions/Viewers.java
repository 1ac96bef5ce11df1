package io.cineai.functions.opinions;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.usecase.DrainQueue;
import io.cineai.usecase.RefreshRecommendations;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.TrainSimilarity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** People who rated some films of the sample, and their lists. */
@ApplicationScoped
public class Viewers {
    private final TrainSimilarity training;
    private final RefreshRecommendations refreshing;
    private final DrainQueue drain;

    Viewers(TrainSimilarity training, RefreshRecommendations refreshing, DrainQueue drain) {
        this.training = training;
        this.refreshing = refreshing;
        this.drain = drain;
    }

    /** The sample with its model, nobody's list, nothing asked and nothing spent. */
    void asNew(Session db) throws SQLException {
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        if (db.count("select count(*) from cineai.similarity_model") == 0)
            now(training.run(TrainSimilarity.Request.DEFAULT));
        SampleWorld.forgetLists(db);
        db.run(
                "truncate cineai.list_opinions, cineai.llm_calls, cineai.llm_batches, cineai.llm_budget, cineai.llm_cooldown,"
                        + " cineai.llm_reservations");
        db.run("update cineai.llm_rates set users_per_minute = 25");
        db.run("update cineai.llm_limits set calls = case period when 'hour' then 250 end,"
                + " usd = case period when 'day' then 5 when 'month' then 50 end where feature = '*'");
    }

    /** Rated so many films, every third of them badly. */
    UUID whoRated(Session db, int films) throws SQLException {
        UUID user = SampleWorld.aUser(db);
        List<String> some =
                db.rows("select id from public.movies order by md5(id::text || ?) limit ?", user.toString(), films);
        for (int k = 0; k < films; k++) SampleWorld.rates(db, user, UUID.fromString(some.get(k)), k % 3 == 2 ? 2 : 5);
        return user;
    }

    /** A film of which only its story is known: it came after the model was trained. */
    UUID aNewFilm(Session db, String title, String story) throws SQLException {
        UUID film = SampleWorld.aFilm(db, title);
        db.run("update public.movies set description = ? where id = ?", story, film);
        return film;
    }

    RunReport listed(UUID user) {
        return now(refreshing.run(new RefreshRecommendations.Request(user, null, null, null, null, null, null, null)));
    }

    RunReport drained() {
        return now(drain.run(DrainQueue.Request.ALL));
    }

    /** The sentences of a list, by rank, and who wrote them. */
    static List<String> sentences(Session db, UUID user) throws SQLException {
        return db.rows("""
                select coalesce(explanation ->> 'worded_by', 'template') || ': ' || reason
                  from public.recommendations
                 where user_id = ?
                   and generation is not null
                 order by rank""", user);
    }

    private static <T> T now(Uni<T> done) {
        return PostgresForFunction.database.asWorker(done);
    }
}
