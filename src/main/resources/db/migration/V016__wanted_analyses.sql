-- Which films want which analysis. A film's content has a hash, and an analysis a key: of the film, what it is analysed for, by whom, with
-- which question, and of that hash. While all of these are the same, it is made once.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create or replace view cineai.rec_film_inputs with (security_invoker = true) as
select f.*,
       encode(sha256(convert_to(jsonb_build_array(f.title, f.year, f.genres, f.directors, f.cast_members, f.keywords, f.runtime,
                                                  f.overview)::text, 'UTF8')), 'hex') as input_hash
  from cineai.rec_films f;

comment on view cineai.rec_film_inputs is
    'rec_films with a hash of what analyses are made from: title, year, genres, people, keywords, runtime, overview.';

-- Every film and how far its analysis is. Plain SQL, so that the planner sees through it.
create or replace function cineai.film_analyses(
    p_kind     text,
    p_depth    text,
    p_focus    text[],
    p_provider text,
    p_model    text,
    p_prompt   text
) returns table (movie_id uuid, key text, input_hash text, state text, judged int, last_error text)
    language sql
    stable
as $$
    select f.id,
           encode(sha256(convert_to(concat_ws('|', f.id, p_kind, p_depth, array_to_string(p_focus, ','), p_prompt, p_provider,
                                              p_model, f.input_hash), 'UTF8')), 'hex'),
           f.input_hash,
           case
               when a.state = 'failed' then 'failed'
               when a.state = 'in_progress' and a.leased_until >= now() then 'running'
               when a.state = 'ready' and a.expires_at >= now() then 'ready'
               else 'wanted'
           end,
           coalesce(a.judged, 0),
           a.last_error
      from cineai.rec_film_inputs f
      left join cineai.movie_analyses a
        on a.movie_id = f.id
       and a.kind = p_kind
       and a.depth = p_depth
       and a.focus = p_focus
       and a.provider = p_provider
       and a.model = p_model
       and a.prompt_version = p_prompt
       and a.input_hash = f.input_hash
$$;

comment on function cineai.film_analyses(text, text, text[], text, text, text) is
    'Each film with the key of this analysis of its present content, and its state: wanted, running (leased), ready (and not expired) or '
    'failed. A lease that is over, or a result that expired, is wanted again.';

-- Films that a user brought and nobody else cared for.
create or replace view cineai.uncared_films with (security_invoker = true) as
select u.movie_id
  from cineai.user_films u
 where not exists (select
                     from cineai.rec_signals s
                    where s.movie_id = u.movie_id
                      and s.user_id is distinct from u.inserted_by);

comment on view cineai.uncared_films is 'Not analysed unless asked for by name: nobody spends money by inserting films.';

-- The three tables of a film's analyses side by side: the thematic profile shows the app what the other two say.
create or replace function cineai.join_film_analyses() returns bigint
    language sql
    volatile
    set search_path = ''
as $$
    with said as (
        select p.movie_id,
               s.cinematography as style,
               case
                   when e.movie_id is null then null
                   else jsonb_build_object('overall_pattern', e.overall_pattern, 'valence_curve', e.valence_curve,
                                           'overall_emotional_intensity', e.overall_emotional_intensity)
               end as journey
          from public.movie_thematic_profiles p
          left join public.movie_cinematic_styles s
            on s.movie_id = p.movie_id
           and s.provider is not null
          left join public.movie_emotional_journeys e
            on e.movie_id = p.movie_id
           and e.user_mood_context is null
           and e.provider is not null
         where p.provider is not null),
    changed as (
        update public.movie_thematic_profiles p
           set cinematic_style = coalesce(said.style, p.cinematic_style),
               emotional_journey = coalesce(said.journey, p.emotional_journey)
          from said
         where p.movie_id = said.movie_id
           and (coalesce(said.style, p.cinematic_style), coalesce(said.journey, p.emotional_journey))
               is distinct from (p.cinematic_style, p.emotional_journey)
        returning 1)
    select count(*) from changed
$$;

-- How each service does: what its calls of the last hour came to, and how often a list finds the analysis that it looks for.
create or replace function cineai.analysis_health(p_feature text, p_kind text, p_provider text, p_model text, p_breaker int)
    returns table (calls bigint, errors bigint, p50_ms int, p95_ms int, lookups bigint, hits bigint, waiting_until timestamptz,
                   waiting_for text, breaker_open boolean)
    language sql
    stable
    set search_path = ''
as $$
    select c.calls, c.errors, c.p50, c.p95, h.lookups, h.hits, w.until, w.reason, w.broken
      from (select count(*) as calls,
                   count(*) filter (where outcome not in ('succeeded', 'over_budget')) as errors,
                   percentile_cont(0.5) within group (order by latency_ms)::int as p50,
                   percentile_cont(0.95) within group (order by latency_ms)::int as p95
              from cineai.llm_calls
             where feature = p_feature
               and provider = p_provider
               and model = p_model
               and called_at > now() - interval '1 hour'
               and batch_intent is null) c
     cross join (select count(*) as lookups,
                        count(*) filter (where case p_kind
                            when 'style' then exists (select from public.movie_cinematic_styles s
                                                       where s.movie_id = r.movie_id
                                                         and s.provider = p_provider
                                                         and s.expires_at > now())
                            when 'thematic' then exists (select from public.movie_thematic_profiles s
                                                          where s.movie_id = r.movie_id
                                                            and s.provider = p_provider
                                                            and s.expires_at > now())
                            else exists (select from public.movie_emotional_journeys s
                                          where s.movie_id = r.movie_id
                                            and s.provider = p_provider
                                            and s.expires_at > now())
                        end) as hits
                   from public.recommendations r
                   join public.recommendation_feeds f
                     on f.user_id = r.user_id
                  where r.generation is not null
                    and f.fresh_until > now()) h
     cross join (select max(d.closed) as until,
                        (array_agg(d.reason order by d.failures >= p_breaker desc, d.closed desc))[1] as reason,
                        coalesce(bool_or(d.failures >= p_breaker), false) as broken
                   from (select d.reason, d.failures,
                                greatest(d.until, case when d.failures >= p_breaker then d.probe_until end) as closed
                           from cineai.llm_cooldown d
                          where d.provider = p_provider
                            and d.model in ('*', p_model)) d
                  where d.closed > now()) w
$$;

comment on function cineai.analysis_health(text, text, text, text, int) is
    'Calls of the last hour (batches apart), and of the films in fresh lists how many have an unexpired analysis by this provider.';

revoke all on cineai.rec_film_inputs, cineai.uncared_films from public, anon, authenticated, service_role, cineai_reader;
grant select on cineai.rec_film_inputs, cineai.uncared_films to cineai_worker;
revoke all on function cineai.film_analyses(text, text, text[], text, text, text) from public, anon, authenticated, service_role;
revoke all on function cineai.join_film_analyses() from public, anon, authenticated, service_role;
revoke all on function cineai.analysis_health(text, text, text, text, int) from public, anon, authenticated, service_role;
grant execute on function cineai.film_analyses(text, text, text[], text, text, text) to cineai_worker;
grant execute on function cineai.join_film_analyses() to cineai_worker;
grant execute on function cineai.analysis_health(text, text, text, text, int) to cineai_worker;
