-- Lets pg_cron invoke the functions. Run by the owner of schema cineai (on Supabase: postgres) after the migrations; it can be run again.
-- What is to be invoked when is in schedules.sql, where the functions are and what they want to hear in secrets.sql.

do $$
begin
    if to_regclass('cineai.function_runs') is null then
        raise exception 'schema cineai is not there yet' using hint = 'Run the migrations first: README.md, step 1.';
    end if;
    if to_regnamespace('cron') is null then
        create extension pg_cron with schema pg_catalog;
    end if;
    if to_regnamespace('net') is null then
        create extension pg_net with schema extensions;
    end if;
    if to_regclass('vault.decrypted_secrets') is null then
        create extension supabase_vault with schema vault;
    end if;
    if coalesce(current_setting('cron.timezone', true), 'GMT') not in ('GMT', 'UTC', 'Etc/UTC') then
        raise exception 'pg_cron goes by %, our schedules by UTC', current_setting('cron.timezone')
            using hint = 'Set cron.timezone to GMT, or run the schedules elsewhere.';
    end if;
end
$$;

-- With the rights of who calls, not of who made it: whom Vault tells nothing can invoke nothing, whatever else is granted by mistake.
--
-- pg_net has one worker, which sends what waits and then waits for all of it before it looks again. A call that is waited for to its end
-- would hold up every other call of this database, the app's own as well, for a quarter of an hour; newer versions refuse to wait for more
-- than ten minutes. So it is a ring: long enough for a function to start and to take the call, and a function goes on when the caller has
-- hung up. What became of it stands in cineai.function_runs.
create or replace function cineai.invoke(p_function text, p_payload jsonb, p_timeout interval) returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    bearer   text;
    base     text;
    patience interval;
begin
    select max(s.decrypted_secret) filter (where s.name = 'cineai_scheduler'),
           coalesce(max(s.decrypted_secret) filter (where s.name = 'cineai_url/' || p_function),
                    replace(max(s.decrypted_secret) filter (where s.name = 'cineai_url'), '{function}', p_function)),
           coalesce(max(s.decrypted_secret) filter (where s.name = 'cineai_patience'), '10 seconds')
      into bearer, base, patience
      from vault.decrypted_secrets s
     where s.name in ('cineai_scheduler', 'cineai_url', 'cineai_url/' || p_function, 'cineai_patience');

    if bearer is null or base is null then
        raise exception 'Vault does not have % for %', case when bearer is null then 'cineai_scheduler' else 'cineai_url' end, p_function
            using hint = 'Run secrets.sql: README.md, step 4.';
    end if;

    return net.http_post(
        url => rtrim(base, '/') || '/' || p_function,
        body => p_payload,
        params => '{}'::jsonb,
        headers => jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || bearer),
        timeout_milliseconds => (1000 * extract(epoch from least(p_timeout, patience)))::int);
end
$$;

comment on function cineai.invoke(text, jsonb, interval) is
    'Posts the payload to a function, with the bearer from Vault; the number of the request in pg_net. Listens for cineai_patience at the most.';

-- Nobody but who owns it, and whose schedules call it.
do $$
declare
    other name;
begin
    revoke all on function cineai.invoke(text, jsonb, interval) from public;
    for other in
        select rolname
          from pg_catalog.pg_roles
         where rolname in ('anon', 'authenticated', 'service_role')
            or rolname like 'cineai\_%'
    loop
        if other <> current_user then
            execute format('revoke all on function cineai.invoke(text, jsonb, interval) from %I', other);
        end if;
    end loop;
end
$$;
