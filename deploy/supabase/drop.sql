-- Takes the schema away as well: queue, model, analyses' work, budget, runs, and what readers had of them. For good. After uninstall.sql, and
-- when no function runs any more; by who ran the migrations.
--
-- Stays: the app's tables with all rows of the app's own, columns that they gained (all may be null), the three tables of film analyses,
-- which the app reads, and rows of the app that were no film's (<table>_orphans, back in public). Goes: every list that was generated.

set lock_timeout = '5s';

do $$
declare
    orphans regclass;
begin
    for orphans in
        select c.oid
          from pg_catalog.pg_class c
         where c.relnamespace = to_regnamespace('cineai')
           and c.relkind = 'r'
           and c.relname like '%\_orphans'
    loop
        execute format('alter table %s set schema public', orphans);
    end loop;
end
$$;

-- Triggers on the app's tables, and views and policies that ask functions of ours, go with it.
drop schema if exists cineai_dashboard cascade;
drop schema if exists cineai cascade;
drop table if exists public.recommendation_feeds, public.recommendation_feedback, public.recommendation_satisfaction, public.taste_profiles cascade;
delete from public.recommendations where generation is not null;

do $$
declare
    ours record;
    role name;
begin
    for ours in
        select p.policyname, p.schemaname, p.tablename
          from pg_catalog.pg_policies p
         where p.schemaname = 'public'
           and (exists (select from unnest(p.roles) r where r like 'cineai\_%')
                or p.policyname like 'cineai\_%' and p.tablename in ('recommendations', 'conversational_query_cache'))
    loop
        execute format('drop policy %I on %I.%I', ours.policyname, ours.schemaname, ours.tablename);
    end loop;
    for ours in
        select i.indexrelid::regclass as index
          from pg_catalog.pg_index i
          join pg_catalog.pg_class c on c.oid = i.indexrelid
         where c.relnamespace = 'public'::regnamespace
           and c.relname like 'cineai\_%'
           and not exists (select from pg_catalog.pg_constraint k where k.conindid = i.indexrelid)
    loop
        execute format('drop index %s', ours.index);
    end loop;
    for role in
        select rolname from pg_catalog.pg_roles where rolname like 'cineai\_%' and rolname <> current_user
    loop
        execute format('revoke all on all tables in schema public from %I', role);
        execute format('revoke all on schema public from %I', role);
        begin
            execute format('drop role %I', role);
        exception
            -- Another database of this server has something of it, or it was made by somebody else.
            when dependent_objects_still_exist or insufficient_privilege then
                raise notice 'role % stays: %', role, sqlerrm;
        end;
    end loop;
end
$$;
