-- Text embeddings of films: which models there are and which one readers use, who is embedding just now, the nearest films of a taste, and
-- an index for them where pgvector is there. Without pgvector nothing here needs it.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- A model is a space: vectors of two models are never compared. Readers use the one that was made current last, and that is done when its
-- vectors are there: a list never sees half of a catalogue.
create table if not exists cineai.embedding_models (
    name          text primary key check (name <> ''),
    provider      text not null check (provider <> ''),
    dimensions    int not null check (dimensions >= 1),
    films         int check (films >= 0),
    word_films    int[],
    created_at    timestamptz not null default clock_timestamp(),
    changed_at    timestamptz not null default clock_timestamp(),
    current_since timestamptz,
    claim_token   uuid,
    leased_until  timestamptz
);

alter table cineai.embedding_models enable row level security;

comment on table cineai.embedding_models is
    'Models of movie_embeddings. In use is the latest current_since. A run holds the lease of its model, so that two never pay for one film.';
comment on column cineai.embedding_models.word_films is
    'Of a local model: how many of its films have a word, by the word''s hash. Frozen, and so are the vectors: a catalogue that grew by a '
    'quarter gets a new model.';

do $$
begin
    revoke all on cineai.embedding_models from public, anon, authenticated, service_role, cineai_reader, cineai_worker;
    grant select, insert, update, delete on cineai.embedding_models to cineai_worker;
    drop policy if exists cineai_worker_writes on cineai.embedding_models;
    create policy cineai_worker_writes on cineai.embedding_models for all to cineai_worker using (true) with check (true);
end
$$;

-- How much each film is asked for; who ranks work by it puts most lists first, then most ratings, then most wishes.
create or replace view cineai.film_demand with (security_invoker = true) as
select coalesce(l.movie_id, k.movie_id) as movie_id,
       coalesce(l.lists, 0) as lists,
       coalesce(k.ratings, 0) as ratings,
       coalesce(k.wishes, 0) as wishes
  from (select r.movie_id, count(*) as lists
          from public.recommendations r
          join public.recommendation_feeds f
            on f.user_id = r.user_id
         where r.generation is not null
           and f.fresh_until > now()
         group by r.movie_id) l
  full join (select s.movie_id,
                    count(*) filter (where s.kind = 'rating') as ratings,
                    count(*) filter (where s.kind = 'watchlist') as wishes
               from cineai.rec_signals s
              group by s.movie_id) k
    on k.movie_id = l.movie_id;

comment on view cineai.film_demand is 'In how many fresh lists a film is, how often it was rated, on how many watch-lists it is.';

-- Where pgvector's type lives, whether the functions may go there, and whether its index can go on until enough films are found (0.8; before,
-- the setting's very name is an error). No row where there is no pgvector.
create or replace function cineai.pgvector() returns table (in_schema text, allowed boolean, iterates boolean)
    language sql
    stable
    set search_path = ''
as $$
    select n.nspname::text,
           pg_catalog.has_schema_privilege('cineai_worker', n.oid, 'usage'),
           string_to_array(substring(e.extversion from '^\d+\.\d+'), '.')::int[] >= '{0,8}'
      from pg_catalog.pg_extension e
      join pg_catalog.pg_namespace n
        on n.oid = e.extnamespace
     where e.extname = 'vector'
$$;

create or replace function cineai.embedding_index(p_model text) returns text
    language sql
    immutable
    set search_path = ''
as $$
    select 'movie_embeddings_near_' || left(md5(p_model), 16)
$$;

comment on function cineai.embedding_index(text) is 'The name of a model''s index of near films, whether it is there or not.';

create or replace function cineai.has_embedding_index(p_model text) returns boolean
    language sql
    stable
    set search_path = ''
as $$
    select exists (select
                     from pg_catalog.pg_index i
                     join pg_catalog.pg_class c
                       on c.oid = i.indexrelid
                    where i.indrelid = 'cineai.movie_embeddings'::regclass
                      and c.relname = cineai.embedding_index(p_model)
                      and i.indisvalid)
$$;

-- Indexes belong to the owner of the table, and the functions own nothing: this builds the one index that they may ask for, on one table,
-- for a model that is registered with this length. Building holds up who writes embeddings and who deletes a film, for milliseconds where the
-- model has no rows yet, which is when the functions ask; for many rows that are there already the owner builds it, concurrently. It waits
-- for nobody longer than two seconds.
create or replace function cineai.ensure_embedding_index(p_model text, p_dimensions int) returns text
    language plpgsql
    volatile
    security definer
    set search_path = ''
    set lock_timeout = '2s'
as $$
declare
    -- What pgvector can index.
    longest   constant int := 2000;
    -- A second or two to build each thousand.
    most_rows constant int := 20000;
    most      constant int := 8;
    vectors   record;
    stale     text;
begin
    if not exists (select
                     from cineai.embedding_models m
                    where m.name = p_model
                      and m.dimensions = p_dimensions) then
        raise exception 'cineai.embedding_models must have a row of % with % dimensions', p_model, p_dimensions
            using errcode = 'invalid_parameter_value';
    end if;
    select * into vectors from cineai.pgvector();
    if not found then
        return 'no pgvector';
    end if;
    if not vectors.allowed then
        return 'cineai_worker may not use schema ' || vectors.in_schema;
    end if;
    if not pg_catalog.has_schema_privilege(vectors.in_schema, 'usage') then
        return current_user || ' may not use schema ' || vectors.in_schema;
    end if;
    for stale in
        select c.relname
          from pg_catalog.pg_index i
          join pg_catalog.pg_class c
            on c.oid = i.indexrelid
         where i.indrelid = 'cineai.movie_embeddings'::regclass
           and c.relname like 'movie\_embeddings\_near\_%'
           and (c.relname not in (select cineai.embedding_index(m.name) from cineai.embedding_models m)
                or not i.indisvalid and c.relname = cineai.embedding_index(p_model))
    loop
        execute format('drop index cineai.%I', stale);
    end loop;
    if cineai.has_embedding_index(p_model) then
        return 'hnsw';
    end if;
    if p_dimensions > longest then
        return 'too many dimensions';
    end if;
    if (select count(*)
          from pg_catalog.pg_class c
         where c.relnamespace = 'cineai'::regnamespace
           and c.relkind = 'i'
           and c.relname like 'movie\_embeddings\_near\_%') >= most then
        return 'too many indexes';
    end if;
    if (select count(*)
          from (select
                  from cineai.movie_embeddings e
                 where e.model = p_model
                 limit most_rows + 1) there) > most_rows then
        return 'too many rows';
    end if;
    execute format(
        'create index %I on cineai.movie_embeddings using hnsw ((embedding::%I.vector(%s)) %I.vector_cosine_ops) '
        'with (m = 16, ef_construction = 128) where model = %L and dimensions = %s',
        cineai.embedding_index(p_model), vectors.in_schema, p_dimensions, vectors.in_schema, p_model, p_dimensions);
    return 'hnsw';
exception
    -- Somebody holds the table: another run asks again.
    when lock_not_available then return 'busy';
end
$$;

comment on function cineai.ensure_embedding_index(text, int) is
    'Builds the index of near films for a registered model: hnsw where it is there now, else why not.';

-- The nearest films by the index: cosine with a taste, nearest first. No row where pgvector or the index is gone meanwhile: callers then look
-- at all. Planned anew each time, because the index is one of this model. What it may look at in the index is set for this transaction only:
-- four times as many as wanted, up to pgvector's 1,000; the usual 40 could not even return 200.
create or replace function cineai.near_films(p_model text, p_taste real[], p_count int, p_without uuid[])
    returns table (movie_id uuid, similarity real)
    language plpgsql
    volatile
    set search_path = ''
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_sort = off
    rows 200
as $$
declare
    vectors record;
begin
    select * into vectors from cineai.pgvector();
    if not found or not vectors.allowed or not cineai.has_embedding_index(p_model) then
        return;
    end if;
    perform set_config('hnsw.ef_search', least(1000, greatest(400, 4 * p_count))::text, true);
    if vectors.iterates then
        perform set_config('hnsw.iterative_scan', 'strict_order', true);
    end if;
    return query execute format(
        'select e.movie_id, (1 - (e.embedding::%1$I.vector(%2$s) operator(%1$I.<=>) $1::%1$I.vector(%2$s)))::real '
        '  from cineai.movie_embeddings e '
        ' where e.model = %3$L and e.dimensions = %2$s and e.movie_id <> all ($2) '
        ' order by e.embedding::%1$I.vector(%2$s) operator(%1$I.<=>) $1::%1$I.vector(%2$s) '
        ' limit $3',
        vectors.in_schema, cardinality(p_taste), p_model)
        using p_taste, p_without, p_count;
end
$$;

comment on function cineai.near_films(text, real[], int, uuid[]) is
    'Films nearest to a taste by the index, without these; none where there is no index. similarity: cosine.';

revoke all on cineai.film_demand from public, anon, authenticated, service_role, cineai_reader;
grant select on cineai.film_demand to cineai_worker;
revoke all on function cineai.pgvector() from public, anon, authenticated, service_role;
revoke all on function cineai.embedding_index(text) from public, anon, authenticated, service_role;
revoke all on function cineai.has_embedding_index(text) from public, anon, authenticated, service_role;
revoke all on function cineai.ensure_embedding_index(text, int) from public, anon, authenticated, service_role;
revoke all on function cineai.near_films(text, real[], int, uuid[]) from public, anon, authenticated, service_role;
grant execute on function cineai.pgvector() to cineai_worker;
grant execute on function cineai.embedding_index(text) to cineai_worker;
grant execute on function cineai.has_embedding_index(text) to cineai_worker;
grant execute on function cineai.ensure_embedding_index(text, int) to cineai_worker;
grant execute on function cineai.near_films(text, real[], int, uuid[]) to cineai_worker;

-- What embeddings cost. Usage of an embedding is input alone.
insert into cineai.llm_prices
       (provider, model, valid_from, prompt_tokens_from, input_usd, output_usd, cache_read_usd, cache_write_usd,
        cache_write_1h_usd, batch_factor, source)
select p.provider, p.model, '2026-01-01', 0, p.input, 0, 0, 0, 0, 1, p.source
  from (values
        ('openai', 'text-embedding-3-small', 0.02, 'secondary, 2026'),
        ('openai', 'text-embedding-3-large', 0.13, 'secondary, 2026'),
        ('openai', 'text-embedding-ada-002', 0.10, 'secondary, 2026'),
        ('voyage', 'voyage-4-lite', 0.02, 'secondary, 2026; free tokens of an account not counted'),
        ('voyage', 'voyage-4', 0.06, 'secondary, 2026; free tokens of an account not counted'),
        ('voyage', 'voyage-4-large', 0.12, 'secondary, 2026; free tokens of an account not counted'),
        ('voyage', 'voyage-3.5-lite', 0.02, 'secondary, 2026; free tokens of an account not counted'),
        ('voyage', 'voyage-3.5', 0.06, 'secondary, 2026; free tokens of an account not counted'))
       as p (provider, model, input, source)
on conflict (provider, model, valid_from, prompt_tokens_from) do nothing;
