package io.cineai.store.orm;

import io.cineai.item.ItemJson;
import io.cineai.recommend.Recommendation;
import io.cineai.store.feed.RenderedList;
import io.cineai.store.queue.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes a user's list: rows, ready response and queue entry in one call of one session, behind the fence of the claim. Under a token
 * that is no longer the row's, nothing is written. Films that were dismissed since the claim stay hidden: the list does not know
 * of them. Several users can be written at once, from any thread.
 */
@ApplicationScoped
public class ListStore {
    private static final String REPLACE =
            "select cineai.replace_list(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";

    private static final String CONFIRM = "select cineai.confirm_list(?1, ?2, ?3)";

    private final Mutiny.SessionFactory sessions;
    private final EventLoop eventLoop;
    private final ArrayParameters arrays;

    ListStore(Mutiny.SessionFactory sessions, EventLoop eventLoop, ArrayParameters arrays) {
        this.sessions = sessions;
        this.eventLoop = eventLoop;
        this.arrays = arrays;
    }

    /**
     * Replaces the user's generated rows and the ready response, and ends the claim; the user goes back into the queue where something
     * changed meanwhile. False when the claim is no longer ours: then nothing is written.
     */
    public Uni<Boolean> replace(Claim claim, RenderedList rendered, String inputDigest, String madeWith) {
        List<Recommendation> films = rendered.list().films();
        return inSession(session -> fenced(session, REPLACE, claim)
                .setParameter(3, claim.generation())
                .setParameter(4, array(films, it -> it.movie().id().value(), UUID[]::new))
                .setParameter(5, array(films, it -> it.score().doubleValue(), Double[]::new))
                .setParameter(6, array(films, ItemJson::reasonText, String[]::new))
                .setParameter(7, array(films, it -> it.algorithm().label(), String[]::new))
                .setParameter(8, arrays.of(rendered.explanations().toArray(String[]::new)))
                .setParameter(9, arrays.of(rendered.factors().toArray(String[]::new)))
                .setParameter(
                        10, array(films, it -> ItemJson.level(it.alignment().style()), Double[]::new))
                .setParameter(
                        11, array(films, it -> ItemJson.level(it.alignment().emotional()), Double[]::new))
                .setParameter(12, rendered.taste())
                .setParameter(13, rendered.body())
                .setParameter(14, rendered.etag())
                .setParameter(15, rendered.list().algorithm().label())
                .setParameter(16, inputDigest)
                .setParameter(17, madeWith)
                .setParameter(18, rendered.generatedAt().atOffset(ZoneOffset.UTC))
                .setParameter(19, rendered.freshUntil().atOffset(ZoneOffset.UTC))
                .getSingleResult());
    }

    private <T> Object array(
            List<Recommendation> films, Function<Recommendation, @Nullable T> value, IntFunction<T[]> ofSize) {
        return arrays.of(films.stream().map(value).toArray(ofSize));
    }

    /** Says that the list is still true, and ends the claim as {@link #replace} does. */
    public Uni<Boolean> confirm(Claim claim, String madeWith) {
        return inSession(session ->
                fenced(session, CONFIRM, claim).setParameter(3, madeWith).getSingleResult());
    }

    private static Mutiny.SelectionQuery<Boolean> fenced(Mutiny.StatelessSession session, String sql, Claim claim) {
        return session.createNativeQuery(sql, Boolean.class)
                .setParameter(1, claim.user().value())
                .setParameter(2, claim.token());
    }

    /** Each unit of work is one statement, which is a transaction by itself: begin and commit would be two more round trips. */
    private <T> Uni<T> inSession(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return eventLoop.run(() -> sessions.withStatelessSession(work));
    }
}
