-- What Supabase's pg_cron (1.6), pg_net (0.19) and Vault (0.3) look like to app_owner, who is what postgres is there: the same names,
-- parameters, policies and grants. They note what they are asked for and do nothing of it. Run by the superuser.
do $$
begin
    if not exists (select from pg_roles where rolname = 'supabase_admin') then
        create role supabase_admin nologin;
    end if;
    execute format('grant create on database %I to supabase_admin', current_database());
end
$$;

set role supabase_admin;

create schema cron;
create sequence cron.jobid_seq;
create sequence cron.runid_seq;
create table cron.job (
    jobid    bigint primary key default nextval('cron.jobid_seq'),
    schedule text not null,
    command  text not null,
    nodename text not null default 'localhost',
    nodeport int not null default inet_server_port(),
    database text not null default current_database(),
    username text not null default current_user,
    active   boolean not null default true,
    jobname  text,
    constraint jobname_username_uniq unique (jobname, username)
);
create table cron.job_run_details (
    jobid          bigint,
    runid          bigint primary key default nextval('cron.runid_seq'),
    job_pid        int,
    database       text,
    username       text,
    command        text,
    status         text,
    return_message text,
    start_time     timestamptz,
    end_time       timestamptz
);
alter table cron.job enable row level security;
create policy cron_job_policy on cron.job using (username = current_user);
alter table cron.job_run_details enable row level security;
create policy cron_job_run_details_policy on cron.job_run_details using (username = current_user);

-- In C there: it works as the extension's owner and notes who asks.
create function cron.asks() returns text language sql stable as $$
    select coalesce(nullif(current_setting('role'), 'none'), session_user)
$$;
create function cron.schedule(job_name text, schedule text, command text) returns bigint
    language plpgsql security definer as $$
declare
    id bigint;
begin
    if job_name is null or schedule !~ '^\S+ \S+ \S+ \S+ \S+$' then
        raise exception 'invalid schedule: %', schedule;
    end if;
    insert into cron.job as j (schedule, command, username, jobname)
    values (schedule.schedule, schedule.command, cron.asks(), job_name)
    on conflict on constraint jobname_username_uniq do update set schedule = excluded.schedule, command = excluded.command
    returning j.jobid into id;
    return id;
end
$$;
create function cron.schedule(schedule text, command text) returns bigint
    language sql security definer as $$
    insert into cron.job (schedule, command, username) values (schedule, command, cron.asks()) returning jobid
$$;
create function cron.unschedule(job_id bigint) returns boolean
    language plpgsql security definer as $$
begin
    delete from cron.job where jobid = job_id and username = cron.asks();
    if not found then
        raise exception 'could not find valid entry for job ''%''', job_id;
    end if;
    return true;
end
$$;
create function cron.unschedule(job_name text) returns boolean
    language plpgsql security definer as $$
begin
    delete from cron.job where jobname = job_name and username = cron.asks();
    if not found then
        raise exception 'could not find valid entry for job ''%''', job_name;
    end if;
    return true;
end
$$;
grant usage on schema cron to app_owner with grant option;
grant select on cron.job to app_owner with grant option;
grant all on cron.job_run_details to app_owner with grant option;

create schema net;
create table net.http_request_queue (
    id                   bigserial,
    method               text not null,
    url                  text not null,
    headers              jsonb,
    body                 bytea,
    timeout_milliseconds int not null
);
create table net._http_response (
    id           bigint,
    status_code  int,
    content_type text,
    headers      jsonb,
    content      text,
    timed_out    boolean,
    error_msg    text,
    created      timestamptz not null default now()
);
create function net.http_post(
    url                  text,
    body                 jsonb default '{}'::jsonb,
    params               jsonb default '{}'::jsonb,
    headers              jsonb default '{"Content-Type": "application/json"}'::jsonb,
    timeout_milliseconds int default 5000
) returns bigint language plpgsql as $$
declare
    request_id bigint;
begin
    if body is null then
        raise exception 'body must not be null';
    end if;
    if coalesce(headers ->> 'Content-Type', 'application/json') <> 'application/json' then
        raise exception 'Content-Type header must be "application/json"';
    end if;
    insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
    values ('POST', http_post.url, http_post.headers, convert_to(http_post.body::text, 'UTF8'), http_post.timeout_milliseconds)
    returning id into request_id;
    return request_id;
end
$$;
grant usage on schema net to public;
grant all on all sequences in schema net to public;
grant all on all tables in schema net to public;

create schema vault;
create table vault.secrets (
    id          uuid primary key default gen_random_uuid(),
    name        text,
    description text not null default '',
    secret      text not null,
    key_id      uuid,
    nonce       bytea,
    created_at  timestamptz not null default current_timestamp,
    updated_at  timestamptz not null default current_timestamp
);
create unique index on vault.secrets (name) where name is not null;
create view vault.decrypted_secrets as
select id, name, description, secret, convert_from(decode(secret, 'base64'), 'utf8') as decrypted_secret, key_id, nonce, created_at, updated_at
  from vault.secrets;
create function vault.create_secret(new_secret text, new_name text = null, new_description text = '', new_key_id uuid = null)
    returns uuid language sql security definer set search_path = '' as $$
    insert into vault.secrets (secret, name, description)
    values (encode(convert_to(new_secret, 'utf8'), 'base64'), new_name, new_description)
    returning id
$$;
create function vault.update_secret(
    secret_id uuid, new_secret text = null, new_name text = null, new_description text = null, new_key_id uuid = null
) returns void language sql security definer set search_path = '' as $$
    update vault.secrets
       set secret = coalesce(encode(convert_to(new_secret, 'utf8'), 'base64'), secret),
           name = coalesce(new_name, name),
           description = coalesce(new_description, description),
           updated_at = now()
     where id = secret_id
$$;
revoke all on function vault.create_secret, vault.update_secret from public;
grant usage on schema vault to app_owner with grant option;
grant select, delete, truncate, references on vault.secrets, vault.decrypted_secrets to app_owner with grant option;
grant execute on function vault.create_secret, vault.update_secret to app_owner with grant option;
grant usage on schema vault to service_role;
grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
grant execute on function vault.create_secret, vault.update_secret to service_role;

reset role;
