-- What a user of the console says of films goes where the app keeps it: stars among the ratings, films for later on the watch-list. Both tables
-- ask for a new list by themselves (V017, V019). Only columns that every installation has are written.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create or replace function cineai.rate_films(p_ratings jsonb)
    returns table (kept int, unknown_films uuid[])
    language sql
    volatile
    security definer
    set search_path = ''
    set lock_timeout = '1s'
as $$
    with caller as materialized (
        select u.id from auth.users u where u.id = auth.uid()),
    said as materialized (
        select distinct on (r.movie_id) r.movie_id, r.stars, m.id is not null as exists
          from caller,
               rows from (jsonb_to_recordset(p_ratings) as (movie_id uuid, stars int)) with ordinality as r (movie_id, stars, place)
          left join public.movies m
            on m.id = r.movie_id
         order by r.movie_id, r.place desc),
    written as (
        insert into public.ratings (user_id, movie_id, rating, stars, interested, interaction_type, rated_at)
        select caller.id, s.movie_id, s.stars, s.stars, s.stars >= 3, 'quick_rate', now()
          from caller, said s
         where s.exists
         order by s.movie_id
        on conflict (user_id, movie_id) do update
           set rating = excluded.rating,
               stars = excluded.stars,
               interested = excluded.interested,
               interaction_type = excluded.interaction_type,
               rated_at = excluded.rated_at)
    select count(*) filter (where s.exists)::int, coalesce(array_agg(s.movie_id) filter (where not s.exists), '{}')
      from said s
$$;

comment on function cineai.rate_films(jsonb) is
    'Keeps how many stars the user in request.jwt.claims gives to films: an array of {movie_id, stars}, 1 to 5. The last one counts. How many '
    'were kept, and films that do not exist.';

create or replace function cineai.watch_later(p_films uuid[])
    returns table (kept int, unknown_films uuid[])
    language sql
    volatile
    security definer
    set search_path = ''
    set lock_timeout = '1s'
as $$
    with caller as materialized (
        select u.id from auth.users u where u.id = auth.uid()),
    said as materialized (
        select distinct f.movie_id, m.id is not null as exists
          from caller,
               unnest(p_films) as f (movie_id)
          left join public.movies m
            on m.id = f.movie_id),
    written as (
        insert into public.watchlist (user_id, movie_id, added_at, watched)
        select caller.id, s.movie_id, now(), false
          from caller, said s
         where s.exists
         order by s.movie_id
        on conflict (user_id, movie_id) do nothing)
    select count(*) filter (where s.exists)::int, coalesce(array_agg(s.movie_id) filter (where not s.exists), '{}')
      from said s
$$;

comment on function cineai.watch_later(uuid[]) is
    'Puts films on the watch-list of the user in request.jwt.claims; one that is there stays as it is. How many are there now, and films that '
    'do not exist.';

revoke all on function cineai.rate_films(jsonb) from public, anon, authenticated, service_role;
revoke all on function cineai.watch_later(uuid[]) from public, anon, authenticated, service_role;
grant execute on function cineai.rate_films(jsonb) to cineai_console;
grant execute on function cineai.watch_later(uuid[]) to cineai_console;
