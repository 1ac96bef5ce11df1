-- What changes a list is what the view rec_signals says, and that is also when: recent acts weigh more. A film rated again with as many
-- stars, or put on the watch-list anew, asks for a new list too.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create or replace function cineai.refresh_on_ratings() returns trigger
    language plpgsql
    security definer
    set search_path = ''
    set lock_timeout = '100ms'
as $$
declare
    users uuid[];
begin
    case tg_op
        when 'INSERT' then
            select array_agg(distinct n.user_id) into users from new_rows n;
        when 'DELETE' then
            select array_agg(distinct o.user_id) into users from old_rows o;
        else
            with now_there as (
                select n.user_id, n.movie_id, n.rating, n.stars, n.interested, n.interaction_type,
                       greatest(n.rated_at, n.updated_at) as at
                  from new_rows n),
            was_there as (
                select o.user_id, o.movie_id, o.rating, o.stars, o.interested, o.interaction_type,
                       greatest(o.rated_at, o.updated_at) as at
                  from old_rows o)
            select array_agg(distinct c.user_id)
              into users
              from ((table now_there except table was_there)
                    union all
                    (table was_there except table now_there)) c;
    end case;
    perform cineai.note_change(users, 2::smallint, 'rating');
    return null;
exception
    when others then
        raise warning 'ratings ask for no new list, the sweep will find them: %', sqlerrm;
        return null;
end
$$;

create or replace function cineai.refresh_on_watchlist() returns trigger
    language plpgsql
    security definer
    set search_path = ''
    set lock_timeout = '100ms'
as $$
declare
    users uuid[];
begin
    case tg_op
        when 'INSERT' then
            select array_agg(distinct n.user_id) into users from new_rows n;
        when 'DELETE' then
            select array_agg(distinct o.user_id) into users from old_rows o;
        else
            with now_there as (
                select n.user_id, n.movie_id, n.watched, n.rating, greatest(n.added_at, n.watched_at) as at
                  from new_rows n),
            was_there as (
                select o.user_id, o.movie_id, o.watched, o.rating, greatest(o.added_at, o.watched_at) as at
                  from old_rows o)
            select array_agg(distinct c.user_id)
              into users
              from ((table now_there except table was_there)
                    union all
                    (table was_there except table now_there)) c;
    end case;
    perform cineai.note_change(users, 4::smallint, 'watch-list');
    return null;
exception
    when others then
        raise warning 'watch-lists ask for no new list, the sweep will find them: %', sqlerrm;
        return null;
end
$$;
