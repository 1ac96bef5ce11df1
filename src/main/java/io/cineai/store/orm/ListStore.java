package io.cineai.store.orm;

import io.cineai.item.ItemJson;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.likeness.Alignment;
import io.cineai.store.feed.RenderedList;
import io.cineai.store.queue.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes a user's list: rows, ready response and queue entry in one statement of one session, behind the fence of the claim. Under a
 * token that is no longer the row's, nothing is written. Films that were dismissed since the claim stay hidden: the list does not know
 * of them. Several users can be written at once, from any thread.
 */
@ApplicationScoped
public class ListStore {
    private static final String REPLACE = """
            with fence as materialized (
                select user_id, gen, claimed_gen, coalesce(claimed_at, clock_timestamp()) as as_of
                  from cineai.rec_refresh_queue
                 where user_id = ?1
                   and claim_token = ?2
                   for update),
            gone as (
                delete from public.recommendations r
                 using fence
                 where r.user_id = fence.user_id
                   and r.generation is not null
                   and r.movie_id <> all (cast(?4 as uuid[]))),
            put as (
                insert into public.recommendations as r
                       (user_id, movie_id, rank, score, reason, status, algorithm_used, explanation, thematic_factors,
                        style_similarity_score, emotional_alignment_score, generation, last_generated_at)
                select fence.user_id, t.movie_id, t.rank, cast(t.score as numeric(3, 2)), t.reason, 'ready', t.algorithm,
                       cast(t.explanation as jsonb), cast(t.factors as jsonb), t.style, t.emotional, ?3, clock_timestamp()
                  from fence,
                       unnest(cast(?4 as uuid[]), cast(?5 as int[]), cast(?6 as float8[]), cast(?7 as text[]),
                              cast(?8 as text[]), cast(?9 as text[]), cast(?17 as text[]), cast(?18 as float8[]),
                              cast(?19 as float8[]))
                              as t (movie_id, rank, score, reason, algorithm, explanation, factors, style, emotional)
                 order by t.movie_id
                on conflict (user_id, movie_id) do update
                   set rank = excluded.rank, score = excluded.score, reason = excluded.reason, status = excluded.status,
                       algorithm_used = excluded.algorithm_used, explanation = excluded.explanation,
                       thematic_factors = excluded.thematic_factors,
                       style_similarity_score = excluded.style_similarity_score,
                       emotional_alignment_score = excluded.emotional_alignment_score,
                       generation = excluded.generation, last_generated_at = excluded.last_generated_at
                 where r.generation is null
                    or (r.rank, r.score, r.reason, r.status, r.algorithm_used, r.explanation, r.thematic_factors,
                        r.style_similarity_score, r.emotional_alignment_score) is distinct from
                       (excluded.rank, excluded.score, excluded.reason, excluded.status, excluded.algorithm_used,
                        excluded.explanation, excluded.thematic_factors, excluded.style_similarity_score,
                        excluded.emotional_alignment_score)),
            taste as (
                insert into public.taste_profiles as p (user_id, films, profile, updated_at)
                select fence.user_id, cast(t.profile ->> 'films' as int), t.profile, clock_timestamp()
                  from fence,
                       (select cast(cast(?20 as text) as jsonb)) as t (profile)
                on conflict (user_id) do update
                   set films = excluded.films, profile = excluded.profile, updated_at = excluded.updated_at
                 where p.profile <> excluded.profile),
            feed as (
                insert into public.recommendation_feeds
                       (user_id, generation, body, etag, hidden, algorithm_used, input_digest, made_with,
                        generated_at, checked_at, fresh_until)
                select fence.user_id, ?3, ?10, ?11,
                       case when fence.gen = fence.claimed_gen then '{}'
                            else array(select distinct b.movie_id
                                         from public.recommendation_feedback b
                                        where b.user_id = fence.user_id
                                          and b.received_at >= fence.as_of
                                          and b.action in ('dismissed', 'not_interested', 'dislike', 'watched'))
                       end,
                       ?12, ?13, ?14, ?15, fence.as_of, ?16
                  from fence
                on conflict (user_id) do update
                   set generation = excluded.generation, body = excluded.body, etag = excluded.etag,
                       hidden = case when (select gen = claimed_gen from fence) then '{}' else recommendation_feeds.hidden end,
                       algorithm_used = excluded.algorithm_used, input_digest = excluded.input_digest,
                       made_with = excluded.made_with, generated_at = excluded.generated_at,
                       checked_at = excluded.checked_at, fresh_until = excluded.fresh_until),
            served as (
                delete from cineai.rec_refresh_queue q
                 using fence
                 where q.user_id = fence.user_id
                   and fence.gen = fence.claimed_gen),
            again as (
                update cineai.rec_refresh_queue q
                   set status = 'pending', run_at = clock_timestamp(), enqueued_at = clock_timestamp(), attempts = 0,
                       claim_token = null, claimed_gen = null, leased_until = null
                  from fence
                 where q.user_id = fence.user_id
                   and fence.gen <> fence.claimed_gen)
            select count(*) from fence""";

    private static final String CONFIRM = """
            with fence as materialized (
                select user_id, gen, claimed_gen, coalesce(claimed_at, clock_timestamp()) as as_of
                  from cineai.rec_refresh_queue
                 where user_id = ?1
                   and claim_token = ?2
                   for update),
            feed as (
                update public.recommendation_feeds f
                   set checked_at = fence.as_of, made_with = ?3
                  from fence
                 where f.user_id = fence.user_id),
            served as (
                delete from cineai.rec_refresh_queue q
                 using fence
                 where q.user_id = fence.user_id
                   and fence.gen = fence.claimed_gen),
            again as (
                update cineai.rec_refresh_queue q
                   set status = 'pending', run_at = clock_timestamp(), enqueued_at = clock_timestamp(), attempts = 0,
                       claim_token = null, claimed_gen = null, leased_until = null
                  from fence
                 where q.user_id = fence.user_id
                   and fence.gen <> fence.claimed_gen)
            select count(*) from fence""";

    private final Mutiny.SessionFactory sessions;
    private final EventLoop eventLoop;

    ListStore(Mutiny.SessionFactory sessions, EventLoop eventLoop) {
        this.sessions = sessions;
        this.eventLoop = eventLoop;
    }

    /**
     * Replaces the user's generated rows and the ready response, and ends the claim; the user goes back into the queue where something
     * changed meanwhile. False when the claim is no longer ours: then nothing is written.
     */
    public Uni<Boolean> replace(Claim claim, RenderedList rendered, String inputDigest, String madeWith) {
        List<Recommendation> films = rendered.list().films();
        return inSession(session -> fenced(session, REPLACE, claim)
                .setParameter(3, claim.generation())
                .setParameter(
                        4,
                        films.stream()
                                .map(it -> it.movie().id())
                                .map(MovieId::value)
                                .toArray(UUID[]::new))
                .setParameter(5, films.stream().map(Recommendation::rank).toArray(Integer[]::new))
                .setParameter(
                        6, films.stream().map(it -> it.score().doubleValue()).toArray(Double[]::new))
                .setParameter(7, films.stream().map(ItemJson::reasonText).toArray(String[]::new))
                .setParameter(
                        8, films.stream().map(it -> it.algorithm().label()).toArray(String[]::new))
                .setParameter(9, rendered.explanations().toArray(String[]::new))
                .setParameter(10, rendered.body())
                .setParameter(11, rendered.etag())
                .setParameter(12, rendered.list().algorithm().label())
                .setParameter(13, inputDigest)
                .setParameter(14, madeWith)
                .setParameter(15, rendered.generatedAt().atOffset(ZoneOffset.UTC))
                .setParameter(16, rendered.freshUntil().atOffset(ZoneOffset.UTC))
                .setParameter(17, rendered.factors().toArray(String[]::new))
                .setParameter(18, levels(films, Alignment::style))
                .setParameter(19, levels(films, Alignment::emotional))
                .setParameter(20, rendered.taste())
                .getSingleResult()
                .map(count -> count == 1));
    }

    private static Double[] levels(List<Recommendation> films, Function<Alignment, @Nullable Double> part) {
        return films.stream()
                .map(it -> ItemJson.level(part.apply(it.alignment())))
                .toArray(Double[]::new);
    }

    /** Says that the list is still true, and ends the claim as {@link #replace} does. */
    public Uni<Boolean> confirm(Claim claim, String madeWith) {
        return inSession(session -> fenced(session, CONFIRM, claim)
                .setParameter(3, madeWith)
                .getSingleResult()
                .map(count -> count == 1));
    }

    private static Mutiny.SelectionQuery<Long> fenced(Mutiny.StatelessSession session, String sql, Claim claim) {
        return session.createNativeQuery(sql, Long.class)
                .setParameter(1, claim.user().value())
                .setParameter(2, claim.token());
    }

    /** Each unit of work is one statement, which is a transaction by itself: begin and commit would be two more round trips. */
    private <T> Uni<T> inSession(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return eventLoop.run(() -> sessions.withStatelessSession(work));
    }
}
