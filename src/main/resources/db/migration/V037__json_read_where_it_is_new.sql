-- Most films of a list that is made again say what they said: their JSON, which took a quarter of what writing a list takes, is read only where
-- the hash that comes with it is not that of what stands there. In place of V036's replace_lists, with the same statements otherwise. Who
-- still calls that one calls this one, without hashes.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

alter table public.recommendations
    add column if not exists content_digest bigint;

comment on column public.recommendations.content_digest is
    'Hash of thematic_factors and explanation as they were sent, xor the id of the transaction that wrote the row: who else writes it, and the '
    'app and its users may, leaves a row that is not known by it any more. Null where an earlier version wrote it.';

drop function if exists cineai.replace_lists(
    boolean, uuid[], uuid[], bigint[], text[], text[], bytea, int[], text[], text[], text[], text[], text[], text[], int[], int[], uuid[],
    uuid[], int[], text[], double precision[], double precision[], bytea, int[], int[], int[], int[]);

-- The statements of which a plan could go wrong, made when tables were small, are run for each list by itself, and what stands there is found
-- by its index in whatever size of table.
create or replace function cineai.replace_lists(
    p_wait            boolean,
    p_users           uuid[],
    p_tokens          uuid[],
    p_generations     bigint[],
    p_tastes          text[],
    p_taste_etags     text[],
    p_bodies          bytea,
    p_body_ends       int[],
    p_etags           text[],
    p_algorithms      text[],
    p_input_digests   text[],
    p_made_with       text[],
    p_generated_at    text[],
    p_fresh_until     text[],
    p_film_ends       int[],
    p_film_lists      int[],
    p_ids             uuid[],
    p_movies          uuid[],
    p_scores          int[],
    p_film_algorithms text[],
    p_styles          double precision[],
    p_emotions        double precision[],
    p_texts           bytea,
    p_reasons         int[],
    p_factors         int[],
    p_explanations    int[],
    p_text_ends       int[],
    p_digests         bigint[] default null
) returns setof uuid
    language plpgsql
    volatile
    set search_path = ''
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
as $$
declare
    ours       boolean[];
    changed    boolean[];
    as_of      timestamptz[];
    its_films  uuid[];
    writer     bigint;
    is_changed boolean;
    since      timestamptz;
begin
    for list in 1 .. cardinality(p_users) loop
        if p_wait then
            select q.gen <> q.claimed_gen, coalesce(q.claimed_at, clock_timestamp())
              into is_changed, since
              from cineai.rec_refresh_queue q
             where q.user_id = p_users[list]
               and q.claim_token = p_tokens[list]
               for update;
        else
            select q.gen <> q.claimed_gen, coalesce(q.claimed_at, clock_timestamp())
              into is_changed, since
              from cineai.rec_refresh_queue q
             where q.user_id = p_users[list]
               and q.claim_token = p_tokens[list]
               for update skip locked;
        end if;
        ours[list] := found;
        changed[list] := is_changed;
        as_of[list] := since;
        if found then
            its_films := p_movies[coalesce(p_film_ends[list - 1], 0) + 1 : p_film_ends[list]];
            delete from public.recommendations r
             where r.user_id = p_users[list]
               and r.generation is not null
               and r.movie_id <> all (its_films);
        end if;
    end loop;

    if not true = any (ours) then
        return;
    end if;

    writer := cast(cast(cast(pg_current_xact_id() as xid) as text) as bigint);

    insert into public.recommendations as r
           (id, user_id, movie_id, rank, score, reason, status, algorithm_used, thematic_factors, explanation,
            style_similarity_score, emotional_alignment_score, generation, last_generated_at, content_digest)
    select t.id, p_users[t.list], t.movie_id, t.place - coalesce(p_film_ends[t.list - 1], 0), cast(t.score * 0.01 as numeric(3, 2)),
           nullif(convert_from(substring(p_texts from t.reason for t.factors - t.reason), 'UTF8'), ''), 'ready', t.algorithm,
           case when said.found then said.thematic_factors
                else cast(nullif(convert_from(substring(p_texts from t.factors for t.explanation - t.factors), 'UTF8'), '') as jsonb)
           end,
           case when said.found then said.explanation
                else cast(nullif(convert_from(substring(p_texts from t.explanation for t.text_end - t.explanation), 'UTF8'), '') as jsonb)
           end,
           t.style, t.emotional, p_generations[t.list], clock_timestamp(), t.digest # writer
      from (select generate_subscripts(p_ids, 1), unnest(p_film_lists), unnest(p_ids), unnest(p_movies), unnest(p_scores),
                   unnest(p_film_algorithms), unnest(p_styles), unnest(p_emotions), unnest(p_reasons), unnest(p_factors),
                   unnest(p_explanations), unnest(p_text_ends), unnest(p_digests)) as
           t (place, list, id, movie_id, score, algorithm, style, emotional, reason, factors, explanation, text_end, digest)
      left join lateral (select true as found, o.thematic_factors, o.explanation
                           from public.recommendations o
                          where o.user_id = p_users[t.list]
                            and o.movie_id = t.movie_id
                            and o.content_digest = t.digest # cast(cast(o.xmin as text) as bigint)
                          limit 1) as said on true
     where ours[t.list]
    on conflict (user_id, movie_id) do update
       set rank = excluded.rank, score = excluded.score, reason = excluded.reason, status = excluded.status,
           algorithm_used = excluded.algorithm_used, explanation = excluded.explanation, thematic_factors = excluded.thematic_factors,
           style_similarity_score = excluded.style_similarity_score, emotional_alignment_score = excluded.emotional_alignment_score,
           generation = excluded.generation, last_generated_at = excluded.last_generated_at, content_digest = excluded.content_digest
     where r.generation is null
        or (r.rank, r.score, r.reason, r.status, r.algorithm_used, r.explanation, r.thematic_factors, r.style_similarity_score,
            r.emotional_alignment_score) is distinct from
           (excluded.rank, excluded.score, excluded.reason, excluded.status, excluded.algorithm_used, excluded.explanation,
            excluded.thematic_factors, excluded.style_similarity_score, excluded.emotional_alignment_score);

    insert into public.taste_profiles as p (user_id, films, profile, etag, updated_at)
    select p_users[t.list], cast(t.profile ->> 'films' as int), t.profile, p_taste_etags[t.list], clock_timestamp()
      from (select u.list, cast(p_tastes[u.list] as jsonb)
              from generate_subscripts(p_users, 1) as u (list)
             where ours[u.list]
               and p_taste_etags[u.list] is distinct from (select h.etag
                                                             from public.taste_profiles h
                                                            where h.user_id = p_users[u.list])) as t (list, profile)
    on conflict (user_id) do update
       set films = excluded.films, profile = excluded.profile, etag = excluded.etag,
           updated_at = case when p.profile <> excluded.profile then excluded.updated_at else p.updated_at end;

    -- No variable holds what is hidden: an array of PL/pgSQL counts for more bytes in a row than it takes there, and a row whose body just fits
    -- its page is refused as too big.
    insert into public.recommendation_feeds as f
           (user_id, generation, body, etag, hidden, algorithm_used, input_digest, made_with, generated_at, checked_at, fresh_until)
    select p_users[t.list], p_generations[t.list],
           substring(p_bodies from coalesce(p_body_ends[t.list - 1], 0) + 1 for p_body_ends[t.list] - coalesce(p_body_ends[t.list - 1], 0)),
           p_etags[t.list],
           case when changed[t.list] then array(select distinct b.movie_id
                                                  from public.recommendation_feedback b
                                                 where b.user_id = p_users[t.list]
                                                   and b.received_at >= as_of[t.list]
                                                   and b.action in ('dismissed', 'not_interested', 'dislike', 'watched'))
                else '{}'
           end,
           p_algorithms[t.list], p_input_digests[t.list], p_made_with[t.list], cast(p_generated_at[t.list] as timestamptz), as_of[t.list],
           cast(p_fresh_until[t.list] as timestamptz)
      from generate_subscripts(p_users, 1) as t (list)
     where ours[t.list]
    on conflict (user_id) do update
       set generation = excluded.generation, body = excluded.body, etag = excluded.etag,
           hidden = case when changed[array_position(p_generations, excluded.generation)] then f.hidden else '{}' end,
           algorithm_used = excluded.algorithm_used, input_digest = excluded.input_digest, made_with = excluded.made_with,
           generated_at = excluded.generated_at, checked_at = excluded.checked_at, fresh_until = excluded.fresh_until;

    for list in 1 .. cardinality(p_users) loop
        if ours[list] then
            perform cineai.end_claim(p_users[list], changed[list]);
            return next p_tokens[list];
        end if;
    end loop;
end
$$;

comment on function cineai.replace_lists(
    boolean, uuid[], uuid[], bigint[], text[], text[], bytea, int[], text[], text[], text[], text[], text[], text[], int[], int[], uuid[],
    uuid[], int[], text[], double precision[], double precision[], bytea, int[], int[], int[], int[], bigint[]) is
    'Replaces the generated rows of these users, list after list and best film first, their tastes and ready responses, and ends the claims. '
    'Bodies stand one after the other; each list ends at its place in the ends. So do the texts of the films, UTF-8: the places, counted from '
    '1, say where each film''s reason, thematic factors and explanation begin, each of them ending where the next begins, and nothing stands '
    'for null; the ends are the first places behind. Scores are hundredths. A new row gets the id that is given for it. A taste is looked '
    'at only where its etag is not the stored one, and so is the JSON of a film where its digest is not; a film without one is always looked '
    'at. Answers with the tokens under which lists were written: the others are no longer their users'', or, unless p_wait, somebody holds '
    'the row.';

-- With the rights of the caller: whoever may not write lists does not by this either.
do $$
declare
    writer constant text :=
        'cineai.replace_lists(boolean, uuid[], uuid[], bigint[], text[], text[], bytea, int[], text[], text[], text[], text[], text[], '
        'text[], int[], int[], uuid[], uuid[], int[], text[], double precision[], double precision[], bytea, int[], int[], int[], int[], '
        'bigint[])';
begin
    execute format('revoke all on function %s from public, anon, authenticated, service_role', writer);
    execute format('grant execute on function %s to cineai_lists, cineai_worker', writer);
end
$$;
