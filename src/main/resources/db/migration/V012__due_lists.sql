-- What the sweep enqueues, and what the engine asks of users besides their signals.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- A definer function, because auth.users is not ours. Users without a sign-in or a signal for 30 days are asleep: a new
-- model alone does not wake them, and their lists may be a week old.
do $$
declare
    signed_in text := 'null::timestamptz';
begin
    if exists (select
                 from pg_catalog.pg_attribute
                where attrelid = 'auth.users'::regclass
                  and attname = 'last_sign_in_at'
                  and not attisdropped) then
        signed_in := 'u.last_sign_in_at';
    end if;
    execute format($f$
        create or replace function cineai.due_users(
            p_settings text,
            p_model    bigint,
            p_max_age  interval,
            p_everyone boolean
        ) returns setof uuid
            language sql
            stable
            security definer
            set search_path = ''
        as $b$
            select u.id
              from auth.users u
              left join public.recommendation_feeds f on f.user_id = u.id
             where p_everyone
                or f.user_id is null
                or split_part(f.made_with, '/v', 1) <> p_settings
                or f.checked_at < now() - greatest(p_max_age, interval '7 days')
                or exists (select from cineai.rec_signals s where s.user_id = u.id and s.at > f.checked_at)
                or (f.checked_at < now() - p_max_age or f.made_with <> p_settings || '/v' || p_model)
                   and (coalesce(%s > now() - interval '30 days', false)
                        or exists (select
                                     from cineai.rec_signals s
                                    where s.user_id = u.id
                                      and s.at > now() - interval '30 days'))
        $b$
        $f$, signed_in);
end
$$;

comment on function cineai.due_users(text, bigint, interval, boolean) is
    'Users whose list is to be made again: there is none, it was made otherwise than asked, it is too old, or a signal is newer.';

-- Apps name the key differently; a list of texts under any of these counts.
create or replace function cineai.favourite_genres(p_preferences jsonb)
    returns text[]
    language sql
    immutable
    set search_path = ''
as $$
    select coalesce(array_agg(genre), '{}')
      from (select coalesce(p_preferences -> 'favorite_genres', p_preferences -> 'favoriteGenres',
                            p_preferences -> 'favourite_genres', p_preferences -> 'genres') as genres) p
     cross join lateral jsonb_array_elements_text(
           case jsonb_typeof(p.genres) when 'array' then p.genres else '[]' end) as genre
     where genre is not null
$$;

revoke all on function cineai.due_users(text, bigint, interval, boolean) from public, anon, authenticated, service_role;
revoke all on function cineai.favourite_genres(jsonb) from public, anon, authenticated, service_role;
grant execute on function cineai.due_users(text, bigint, interval, boolean) to cineai_worker;
grant execute on function cineai.favourite_genres(jsonb) to cineai_worker;
