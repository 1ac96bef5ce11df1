#!/bin/sh
# Runs once, when the volume is empty: the database and its owner, who runs the migrations and is no superuser. pgvector where the image
# has it: only a superuser may.
set -eu

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv password CINEAI_PASSWORD_OWNER
create role cineai_owner login createrole password :'password';
create database cineai owner cineai_owner;
\connect cineai
create schema extensions;
grant usage on schema extensions to public;
do $$
begin
    if exists (select from pg_available_extensions where name = 'vector') then
        create extension vector schema extensions;
    end if;
end
$$;
SQL
