-- A list is written by one call whose statements are planned once for a session. As a statement of its own it was planned again for each
-- user, for as long as a session lived that had made its first lists on empty tables (their cheap plans stay in the average that decides),
-- and always through a pooler that keeps no statements: a quarter of what Postgres did for a list.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- Ends the claim of a user whose queue row the caller has locked. What changed since the claim puts the user back into the queue.
create or replace function cineai.end_claim(p_user uuid, p_changed boolean) returns void
    language plpgsql
    volatile
    set search_path = ''
    set plan_cache_mode = force_generic_plan
as $$
begin
    if p_changed then
        update cineai.rec_refresh_queue q
           set status = 'pending', run_at = clock_timestamp(), enqueued_at = clock_timestamp(), attempts = 0,
               claim_token = null, claimed_gen = null, leased_until = null
         where q.user_id = p_user;
    else
        delete from cineai.rec_refresh_queue q where q.user_id = p_user;
    end if;
end
$$;

create or replace function cineai.replace_list(
    p_user         uuid,
    p_token        uuid,
    p_generation   bigint,
    p_movies       uuid[],
    p_scores       double precision[],
    p_reasons      text[],
    p_algorithms   text[],
    p_explanations text[],
    p_factors      text[],
    p_styles       double precision[],
    p_emotions     double precision[],
    p_taste        text,
    p_body         bytea,
    p_etag         text,
    p_algorithm    text,
    p_input_digest text,
    p_made_with    text,
    p_generated_at timestamptz,
    p_fresh_until  timestamptz
) returns boolean
    language plpgsql
    volatile
    set search_path = ''
    set plan_cache_mode = force_generic_plan
as $$
declare
    changed boolean;
    as_of   timestamptz;
begin
    select q.gen <> q.claimed_gen, coalesce(q.claimed_at, clock_timestamp())
      into changed, as_of
      from cineai.rec_refresh_queue q
     where q.user_id = p_user
       and q.claim_token = p_token
       for update;
    if not found then
        return false;
    end if;

    delete from public.recommendations r
     where r.user_id = p_user
       and r.generation is not null
       and r.movie_id <> all (p_movies);

    insert into public.recommendations as r
           (user_id, movie_id, rank, score, reason, status, algorithm_used, explanation, thematic_factors,
            style_similarity_score, emotional_alignment_score, generation, last_generated_at)
    select p_user, t.movie_id, t.rank, cast(t.score as numeric(3, 2)), t.reason, 'ready', t.algorithm, cast(t.explanation as jsonb),
           cast(t.factors as jsonb), t.style, t.emotional, p_generation, clock_timestamp()
      from unnest(p_movies, p_scores, p_reasons, p_algorithms, p_explanations, p_factors, p_styles, p_emotions)
           with ordinality as t (movie_id, score, reason, algorithm, explanation, factors, style, emotional, rank)
     order by t.movie_id
    on conflict (user_id, movie_id) do update
       set rank = excluded.rank, score = excluded.score, reason = excluded.reason, status = excluded.status,
           algorithm_used = excluded.algorithm_used, explanation = excluded.explanation, thematic_factors = excluded.thematic_factors,
           style_similarity_score = excluded.style_similarity_score, emotional_alignment_score = excluded.emotional_alignment_score,
           generation = excluded.generation, last_generated_at = excluded.last_generated_at
     where r.generation is null
        or (r.rank, r.score, r.reason, r.status, r.algorithm_used, r.explanation, r.thematic_factors, r.style_similarity_score,
            r.emotional_alignment_score) is distinct from
           (excluded.rank, excluded.score, excluded.reason, excluded.status, excluded.algorithm_used, excluded.explanation,
            excluded.thematic_factors, excluded.style_similarity_score, excluded.emotional_alignment_score);

    insert into public.taste_profiles as p (user_id, films, profile, updated_at)
    select p_user, cast(t.profile ->> 'films' as int), t.profile, clock_timestamp()
      from (select cast(p_taste as jsonb)) as t (profile)
    on conflict (user_id) do update
       set films = excluded.films, profile = excluded.profile, updated_at = excluded.updated_at
     where p.profile <> excluded.profile;

    -- No variable holds what is hidden: an array of PL/pgSQL counts for more bytes in a row than it takes there, and a row whose body just fits
    -- its page is refused as too big.
    insert into public.recommendation_feeds as f
           (user_id, generation, body, etag, hidden, algorithm_used, input_digest, made_with, generated_at, checked_at, fresh_until)
    values (p_user, p_generation, p_body, p_etag,
            case when changed then array(select distinct b.movie_id
                                           from public.recommendation_feedback b
                                          where b.user_id = p_user
                                            and b.received_at >= as_of
                                            and b.action in ('dismissed', 'not_interested', 'dislike', 'watched'))
                 else '{}'
            end,
            p_algorithm, p_input_digest, p_made_with, p_generated_at, as_of, p_fresh_until)
    on conflict (user_id) do update
       set generation = excluded.generation, body = excluded.body, etag = excluded.etag,
           hidden = case when changed then f.hidden else '{}' end,
           algorithm_used = excluded.algorithm_used, input_digest = excluded.input_digest, made_with = excluded.made_with,
           generated_at = excluded.generated_at, checked_at = excluded.checked_at, fresh_until = excluded.fresh_until;

    perform cineai.end_claim(p_user, changed);
    return true;
end
$$;

comment on function cineai.replace_list(uuid, uuid, bigint, uuid[], double precision[], text[], text[], text[], text[], double precision[],
    double precision[], text, bytea, text, text, text, text, timestamptz, timestamptz) is
    'Replaces a user''s generated rows, best film first, taste and ready response, and ends the claim. False: the claim is no longer this '
    'token''s, and nothing is written.';

create or replace function cineai.confirm_list(p_user uuid, p_token uuid, p_made_with text) returns boolean
    language plpgsql
    volatile
    set search_path = ''
    set plan_cache_mode = force_generic_plan
as $$
declare
    changed boolean;
    as_of   timestamptz;
begin
    select q.gen <> q.claimed_gen, coalesce(q.claimed_at, clock_timestamp())
      into changed, as_of
      from cineai.rec_refresh_queue q
     where q.user_id = p_user
       and q.claim_token = p_token
       for update;
    if not found then
        return false;
    end if;

    update public.recommendation_feeds f
       set checked_at = as_of, made_with = p_made_with
     where f.user_id = p_user;

    perform cineai.end_claim(p_user, changed);
    return true;
end
$$;

comment on function cineai.confirm_list(uuid, uuid, text) is
    'Says that the ready response is still true, and ends the claim. False as replace_list.';

-- With the rights of the caller: whoever may not write lists does not by these either.
do $$
declare
    writer text;
begin
    foreach writer in array array[
        'cineai.end_claim(uuid, boolean)',
        'cineai.confirm_list(uuid, uuid, text)',
        'cineai.replace_list(uuid, uuid, bigint, uuid[], double precision[], text[], text[], text[], text[], double precision[], '
            || 'double precision[], text, bytea, text, text, text, text, timestamptz, timestamptz)'] loop
        execute format('revoke all on function %s from public, anon, authenticated, service_role', writer);
        execute format('grant execute on function %s to cineai_lists, cineai_worker', writer);
    end loop;
end
$$;
