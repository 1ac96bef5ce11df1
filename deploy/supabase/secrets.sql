-- Where the functions are and what they want to hear, from the environment into Vault; nothing of it on a command line. psql 15 or newer:
--
--   CINEAI_SCHEDULER_SECRET=… CINEAI_FUNCTIONS_URL='https://{function}.example.com' psql "$DB" -1 -v ON_ERROR_STOP=1 -f secrets.sql
--
-- It can be run again, with other values too; what is not given stays as it is.
\set secret ''
\set url ''
\set patience ''
\getenv secret CINEAI_SCHEDULER_SECRET
\getenv url CINEAI_FUNCTIONS_URL
\getenv patience CINEAI_PATIENCE

-- A block does not see psql's variables, and what fails in it does not write them to a log.
select length(set_config('cineai.given', json_build_object(
           'cineai_scheduler', :'secret', 'cineai_url', :'url', 'cineai_patience', :'patience')::text, true)) > 0 as given;

do $$
declare
    given json := current_setting('cineai.given');
    one   record;
    known uuid;
begin
    if length(given ->> 'cineai_scheduler') between 1 and 15 then
        raise exception 'CINEAI_SCHEDULER_SECRET must have 16 characters or more';
    end if;
    if given ->> 'cineai_url' <> '' and given ->> 'cineai_url' !~ '^https?://[^/]' then
        raise exception 'CINEAI_FUNCTIONS_URL must begin with https://: %', given ->> 'cineai_url';
    end if;
    if given ->> 'cineai_patience' <> '' and (given ->> 'cineai_patience')::interval not between interval '1 second' and interval '10 minutes' then
        raise exception 'CINEAI_PATIENCE must be in [1 second, 10 minutes]: %', given ->> 'cineai_patience';
    end if;
    for one in
        select key, value from json_each_text(given) where value <> ''
    loop
        select id into known from vault.secrets where name = one.key;
        if known is null then
            perform vault.create_secret(one.value, one.key, 'CineAI: how the functions are invoked');
        else
            perform vault.update_secret(known, one.value);
        end if;
    end loop;
end
$$;
