-- Indexes on tables that may be big already, as in V014.

set lock_timeout = '2s';
set client_min_messages = 'warning';

do $$
declare
    broken regclass;
begin
    for broken in
        select i.indexrelid::regclass
          from pg_catalog.pg_index i
          join pg_catalog.pg_class c
            on c.oid = i.indexrelid
         where not i.indisvalid
           and c.relname in ('cineai_query_cache_wanted', 'cineai_movie_emotional_journeys_moods')
           and c.relnamespace = 'public'::regnamespace
    loop
        execute format('drop index %s', broken);
    end loop;
end
$$;

set lock_timeout = '60s';

create index concurrently if not exists cineai_query_cache_wanted
    on public.conversational_query_cache (created_at)
 where wanted;
create index concurrently if not exists cineai_movie_emotional_journeys_moods
    on public.movie_emotional_journeys using gin (cineai.moods_of(resolution, valence_curve, overall_emotional_intensity));
