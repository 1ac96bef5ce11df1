-- What every later script stands on: the schema that PostgREST does not expose, the roles and, only where they are
-- missing, the smallest stand-ins for what Supabase gives: schema auth with users, uid(), role() and jwt(), and its
-- three roles. Nothing that is there is replaced.
--
-- The migrating role is neither superuser nor owner of auth. It needs create on the database and on schema public,
-- createrole where a role is missing, and usage on schema auth with select and references on auth.users where those are
-- another's.
-- Every script can be run again over its own result.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

do $$
begin
    if not has_schema_privilege('public', 'create') then
        raise exception 'role % may not create tables in schema public', current_user
            using hint = format('grant create on schema public to %I', current_user);
    end if;
    if to_regnamespace('cineai') is null then
        create schema cineai;
    end if;
end
$$;

comment on schema cineai is 'The machinery of the offline recommendations. Not for PostgREST: no role of the app has a right here.';

-- anon, authenticated and service_role are Supabase's; a stand-in for service_role bypasses nothing, so the policies name it.
-- cineai_worker: the functions that write. cineai_reader: the read function. A deployment grants both to users that log in.
do $$
declare
    missing text;
begin
    for missing in
        select name
          from unnest(array['anon', 'authenticated', 'service_role', 'cineai_worker', 'cineai_reader']) as name
         where not exists (select from pg_catalog.pg_roles where rolname = name)
    loop
        if not (select rolsuper or rolcreaterole from pg_catalog.pg_roles where rolname = current_user) then
            raise exception 'role % is missing and % may not create roles', missing, current_user
                using hint = format('alter role %I createrole, or create role %I beforehand', current_user, missing);
        end if;
        begin
            execute format('create role %I nologin', missing);
        exception
            -- Roles belong to the cluster: the migration of another of its databases was faster.
            when duplicate_object or unique_violation then null;
        end;
    end loop;
end
$$;

do $$
begin
    if to_regnamespace('auth') is null then
        create schema auth;
        grant usage on schema auth to anon, authenticated, service_role, cineai_worker, cineai_reader;
    end if;

    if to_regclass('auth.users') is null then
        create table auth.users (
            id              uuid primary key default gen_random_uuid(),
            email           text,
            created_at      timestamptz not null default now(),
            last_sign_in_at timestamptz
        );
        alter table auth.users enable row level security;
        revoke all on auth.users from public, anon, authenticated, service_role;
    end if;

    -- The setting is an empty string, not null, after the first transaction that set it: hence nullif.
    if to_regprocedure('auth.jwt()') is null then
        create function auth.jwt() returns jsonb
            language sql stable
            as $f$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $f$;
    end if;

    if to_regprocedure('auth.uid()') is null then
        create function auth.uid() returns uuid
            language sql stable
            as $f$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $f$;
    end if;

    if to_regprocedure('auth.role()') is null then
        create function auth.role() returns text
            language sql stable
            as $f$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role' $f$;
    end if;
end
$$;
