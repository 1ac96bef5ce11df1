-- What a user of the console says of films goes where the app keeps it: stars among the ratings, films for later on the watch-list. Both tables
-- ask for a new list by themselves (V017, V019). Only columns that every installation has are written.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create or replace function cineai.rate_films(p_ratings jsonb)
    returns table (kept int, unknown_films uuid[])
    language plpgsql
    volatile
    security definer
    set search_path = ''
    set lock_timeout = '1s'
as $$
declare
    caller uuid := auth.uid();
begin
    kept := 0;
    unknown_films := '{}';
    if caller is null or not exists (select from auth.users u where u.id = caller) then
        return next;
        return;
    end if;

    with said as materialized (
        select distinct on (s.rating ->> 'movie_id')
               (s.rating ->> 'movie_id')::uuid as movie_id, (s.rating ->> 'stars')::int as stars
          from jsonb_array_elements(p_ratings) with ordinality as s (rating, place)
         order by s.rating ->> 'movie_id', s.place desc),
    written as (
        insert into public.ratings as r
               (user_id, movie_id, rating, stars, interested, interaction_type, rated_at)
        select caller, s.movie_id, s.stars, s.stars, s.stars >= 3, 'quick_rate', now()
          from said s
          join public.movies m
            on m.id = s.movie_id
         order by s.movie_id
        on conflict (user_id, movie_id) do update
           set rating = excluded.rating,
               stars = excluded.stars,
               interested = excluded.interested,
               interaction_type = excluded.interaction_type,
               rated_at = excluded.rated_at
        returning r.movie_id)
    select count(w.movie_id), coalesce(array_agg(s.movie_id order by s.movie_id) filter (where w.movie_id is null), '{}')
      into kept, unknown_films
      from said s
      left join written w
        on w.movie_id = s.movie_id;
    return next;
end
$$;

comment on function cineai.rate_films(jsonb) is
    'Keeps how many stars the user in request.jwt.claims gives to films: an array of {movie_id, stars}, 1 to 5. The last one counts. How many '
    'were kept, and films that do not exist.';

create or replace function cineai.watch_later(p_films uuid[])
    returns table (kept int, unknown_films uuid[])
    language plpgsql
    volatile
    security definer
    set search_path = ''
    set lock_timeout = '1s'
as $$
declare
    caller uuid := auth.uid();
begin
    kept := 0;
    unknown_films := '{}';
    if caller is null or not exists (select from auth.users u where u.id = caller) then
        return next;
        return;
    end if;

    insert into public.watchlist (user_id, movie_id, added_at, watched)
    select caller, m.id, now(), false
      from public.movies m
     where m.id = any (p_films)
     order by m.id
    on conflict (user_id, movie_id) do nothing;
    select count(m.id), coalesce(array_agg(distinct f.id) filter (where m.id is null), '{}')
      into kept, unknown_films
      from (select distinct id from unnest(p_films) as id) f
      left join public.movies m
        on m.id = f.id;
    return next;
end
$$;

comment on function cineai.watch_later(uuid[]) is
    'Puts films on the watch-list of the user in request.jwt.claims; one that is there stays as it is. How many are there now, and films that '
    'do not exist.';

revoke all on function cineai.rate_films(jsonb) from public, anon, authenticated, service_role;
revoke all on function cineai.watch_later(uuid[]) from public, anon, authenticated, service_role;
grant execute on function cineai.rate_films(jsonb) to cineai_console;
grant execute on function cineai.watch_later(uuid[]) to cineai_console;
