-- What Supabase gives, as far as the migrations meet it. Run by the superuser. The migrating role is "app_owner":
-- no superuser, not the owner of auth, the owner of the tables in public.
do $$
declare
    missing text;
begin
    for missing in
        select name
          from unnest(array['anon', 'authenticated', 'service_role', 'supabase_auth_admin', 'app_owner']) as name
         where not exists (select from pg_roles where rolname = name)
    loop
        execute format('create role %I nologin', missing);
    end loop;
end
$$;

alter role app_owner login createrole;

do $$
begin
    execute format('grant create, connect, temporary on database %I to app_owner', current_database());
end
$$;
grant create, usage on schema public to app_owner;
grant usage on schema public to anon, authenticated, service_role;

create schema auth authorization supabase_auth_admin;
set role supabase_auth_admin;
create table auth.users (id uuid primary key, email text, created_at timestamptz, last_sign_in_at timestamptz);
create function auth.uid() returns uuid language sql stable as $$
    select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
                    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
create function auth.role() returns text language sql stable as $$
    select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
$$;
create function auth.jwt() returns jsonb language sql stable as $$
    select nullif(current_setting('request.jwt.claims', true), '')::jsonb
$$;
grant usage on schema auth to app_owner, anon, authenticated, service_role;
grant select, references on auth.users to app_owner;
insert into auth.users (id, email) values
    ('00000000-0000-0000-0000-0000000000a1', 'ada@example.org'),
    ('00000000-0000-0000-0000-0000000000b2', 'bob@example.org');
reset role;

alter default privileges for role app_owner in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role app_owner in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges for role app_owner in schema public grant all on sequences to anon, authenticated, service_role;
