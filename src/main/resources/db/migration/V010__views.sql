-- What feeds the engine. Another app adopts the engine by redefining these two views and calling enqueue_refresh(user_id).

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create or replace view cineai.rec_films with (security_invoker = true) as
select m.id,
       m.title,
       coalesce(m.year, extract(year from m.release_date)::int) as year,
       coalesce(m.genre, '{}') as genres,
       coalesce(m.director, '{}') as directors,
       coalesce(nullif(m."cast", '{}'), m.actors, '{}') as cast_members,
       case jsonb_typeof(m.metadata -> 'keywords')
           when 'array' then array(select lower(coalesce(k ->> 'name', k #>> '{}'))
                                     from jsonb_array_elements(m.metadata -> 'keywords') k
                                    where jsonb_typeof(k) in ('string', 'object'))
           else '{}'
       end as keywords,
       m.runtime,
       coalesce(nullif(m.description, ''), m.plot) as overview,
       m.poster_url,
       m.popularity,
       m.rating,
       m.created_at
  from public.movies m
 where m.title ~ '\S';

comment on view cineai.rec_films is
    'Films as the engine knows them. genres, directors, cast_members and keywords are never null; keywords are lower case, '
    'from metadata.keywords (texts, or objects with a name); cast_members are "cast" where it is filled, else actors; '
    'overview is description, else plot. A film without a title is none.';

create or replace view cineai.rec_signals with (security_invoker = true) as
select r.user_id,
       r.movie_id,
       case
           when r.rating between 1 and 5 then 'rating'
           when r.interaction_type in ('like', 'dislike', 'watchlist', 'browse') then r.interaction_type
           when r.interested then 'interested'
           when r.interaction_type = 'spotlight' then 'browse'
           else 'not_interested'
       end as kind,
       case
           when r.rating not between 1 and 5 or r.rating is null then 0
           when r.stars is not null and greatest(1, round(r.stars)) = r.rating then r.stars
           else r.rating
       end::double precision as value,
       coalesce(greatest(r.rated_at, r.updated_at), to_timestamp(0)) as at
  from public.ratings r
union all
select w.user_id,
       w.movie_id,
       case
           when rated.here then 'rating'
           when w.watched then 'watched'
           else 'watchlist'
       end,
       case when rated.here then w.rating else 0 end,
       coalesce(greatest(w.added_at, w.watched_at), to_timestamp(0))
  from public.watchlist w
 cross join lateral (select coalesce(w.rating between 1 and 5, false)
                            and not exists (select
                                              from public.ratings r
                                             where r.user_id = w.user_id
                                               and r.movie_id = w.movie_id
                                               and r.rating between 1 and 5)) as rated (here)
union all
select b.user_id,
       b.movie_id,
       case b.action when 'rate' then 'rating' else b.action end,
       coalesce(b.value, 0)::double precision,
       coalesce(b.created_at, to_timestamp(0))
  from public.user_behavior_signals b
 where b.user_id is not null
   and b.movie_id is not null
   and (b.action in ('view', 'click', 'save', 'skip', 'remove', 'watch_time')
        or b.action = 'rate'
           and b.value between 0.5 and 5
           and not exists (select
                             from public.ratings r
                            where r.user_id = b.user_id
                              and r.movie_id = b.movie_id))
union all
select f.user_id,
       f.movie_id,
       f.action,
       0,
       f.occurred_at
  from public.recommendation_feedback f
 where f.action <> 'impression';

comment on view cineai.rec_signals is
    'Every act of a user that says something about a film: user_id, movie_id, kind, value, at (the time of the act). '
    'Kinds: rating, like, dislike, interested, not_interested, watchlist, watched, dismissed, browse, view, click, save, '
    'skip, remove, watch_time. value is stars (0.5 to 5) for a rating, what the app recorded for behaviour, else 0. '
    'ratings: a rating of 1 to 5 is kind rating, and its value is stars while greatest(1, round(stars)) = rating, else '
    'rating (stars are stale then). Without a rating interaction_type decides where it is like, dislike, watchlist or '
    'browse; otherwise interested = true is interested. interested = false is not_interested, except for spotlight, where '
    'it is browse: the column is not null without default, so a row written because a film was merely shown (browse, '
    'spotlight) must say false, and that is no opinion. '
    'watchlist: a rating there is a rating where ratings has none, else watched or watchlist. '
    'user_behavior_signals: rate counts only where ratings has no row. recommendation_feedback: all but impressions.';
