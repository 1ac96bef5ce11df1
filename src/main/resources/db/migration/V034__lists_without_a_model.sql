-- V024's, and one thing more: a list that was made before there was a model is popular films and nothing else. It is due as soon as there is
-- one, whoever's it is: who is asleep waited a week for a list of their own.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

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
            p_settings     text,
            p_model        bigint,
            p_max_age      interval,
            p_everyone     boolean,
            p_salt         text default null,
            p_shares       int[] default null,
            p_arm_settings text[] default null
        ) returns setof uuid
            language sql
            stable
            security definer
            set search_path = ''
        as $b$
            select u.id
              from auth.users u
              left join public.recommendation_feeds f on f.user_id = u.id
             cross join lateral (
                   select case
                              when p_salt is null or p_everyone or f.user_id is null then p_settings
                              else p_arm_settings[cineai.arm_number(p_salt, p_shares, u.id)]
                          end) as wanted (settings)
             where p_everyone
                or f.user_id is null
                or split_part(f.made_with, '/v', 1) <> wanted.settings
                or p_model > 0 and f.made_with = wanted.settings || '/v0'
                or f.checked_at < now() - greatest(p_max_age, interval '7 days')
                or exists (select from cineai.rec_signals s where s.user_id = u.id and s.at > f.checked_at)
                or (f.checked_at < now() - p_max_age or f.made_with <> wanted.settings || '/v' || p_model)
                   and (coalesce(%s > now() - interval '30 days', false)
                        or exists (select
                                     from cineai.rec_signals s
                                    where s.user_id = u.id
                                      and s.at > now() - interval '30 days'))
        $b$
        $f$, signed_in);
end
$$;

comment on function cineai.due_users(text, bigint, interval, boolean, text, int[], text[]) is
    'Users whose list is to be made again: there is none, it was made otherwise than asked (p_settings; where there is an experiment, the '
    'settings of the user''s arm) or before there was a model, it is too old, or a signal is newer.';
