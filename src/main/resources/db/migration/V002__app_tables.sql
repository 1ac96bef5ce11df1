-- The app's own tables: films, ratings, watch-list, profiles, behaviour. Where they are missing they are created with
-- the app's columns, and users read and write their own rows. Where they exist they are the app's: only columns that
-- we read and that are missing are added, nullable, and no policy and no grant of the app is touched.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

do $$
begin
    if to_regclass('public.movies') is null then
        create table public.movies (
            id           uuid primary key default gen_random_uuid(),
            title        text not null,
            year         int,
            genre        text[],
            director     text[],
            actors       text[],
            "cast"       text[],
            plot         text,
            description  text,
            poster_url   text,
            backdrop_url text,
            release_date date,
            rating       numeric(3, 1) check (rating between 0 and 10),
            runtime      int check (runtime >= 0),
            omdb_id      text unique,
            imdb_id      text,
            tmdb_id      int unique,
            popularity   numeric,
            metadata     jsonb,
            created_at   timestamptz not null default now(),
            updated_at   timestamptz not null default now()
        );
        alter table public.movies enable row level security;
        create policy "Films are readable by all" on public.movies
            for select to anon, authenticated using (true);
        create policy "The service writes films" on public.movies
            for all to service_role using (true) with check (true);
        revoke all on public.movies from public, anon, authenticated;
        grant select on public.movies to anon, authenticated;
        grant select, insert, update, delete on public.movies to service_role;
    end if;

    if to_regclass('public.ratings') is null then
        create table public.ratings (
            id               uuid primary key default gen_random_uuid(),
            user_id          uuid not null references auth.users (id) on delete cascade,
            movie_id         uuid not null references public.movies (id) on delete cascade,
            rating           int check (rating between 1 and 5),
            interested       boolean not null,
            interaction_type text,
            source           text,
            rated_at         timestamptz not null default now(),
            updated_at       timestamptz,
            unique (user_id, movie_id)
        );
        alter table public.ratings enable row level security;
        create policy "Users manage their own ratings" on public.ratings
            for all to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
        create policy "The service writes ratings" on public.ratings
            for all to service_role using (true) with check (true);
        revoke all on public.ratings from public, anon, authenticated;
        grant select, insert, update, delete on public.ratings to authenticated, service_role;
    end if;

    if to_regclass('public.watchlist') is null then
        create table public.watchlist (
            id         uuid primary key default gen_random_uuid(),
            user_id    uuid not null references auth.users (id) on delete cascade,
            movie_id   uuid not null references public.movies (id) on delete cascade,
            added_at   timestamptz not null default now(),
            watched    boolean not null default false,
            watched_at timestamptz,
            rating     int check (rating between 1 and 5),
            notes      text,
            unique (user_id, movie_id)
        );
        alter table public.watchlist enable row level security;
        create policy "Users manage their own watch-list" on public.watchlist
            for all to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
        create policy "The service writes watch-lists" on public.watchlist
            for all to service_role using (true) with check (true);
        revoke all on public.watchlist from public, anon, authenticated;
        grant select, insert, update, delete on public.watchlist to authenticated, service_role;
    end if;

    if to_regclass('public.user_profiles') is null then
        create table public.user_profiles (
            id                   uuid primary key references auth.users (id) on delete cascade,
            email                text,
            full_name            text,
            preferences          jsonb,
            onboarding_completed boolean not null default false,
            created_at           timestamptz not null default now(),
            updated_at           timestamptz not null default now()
        );
        alter table public.user_profiles enable row level security;
        create policy "Users manage their own profile" on public.user_profiles
            for all to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));
        create policy "The service writes profiles" on public.user_profiles
            for all to service_role using (true) with check (true);
        revoke all on public.user_profiles from public, anon, authenticated;
        grant select, insert, update, delete on public.user_profiles to authenticated, service_role;
    end if;

    if to_regclass('public.user_behavior_signals') is null then
        create table public.user_behavior_signals (
            id         uuid primary key default gen_random_uuid(),
            user_id    uuid not null references auth.users (id) on delete cascade,
            movie_id   uuid references public.movies (id) on delete cascade,
            action     text not null
                       check (action in ('view', 'click', 'save', 'rate', 'skip', 'remove', 'watch_time')),
            value      numeric,
            context    jsonb,
            created_at timestamptz not null default now()
        );
        alter table public.user_behavior_signals enable row level security;
        create policy "Users manage their own signals" on public.user_behavior_signals
            for all to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
        create policy "The service writes signals" on public.user_behavior_signals
            for all to service_role using (true) with check (true);
        revoke all on public.user_behavior_signals from public, anon, authenticated;
        grant select, insert, update, delete on public.user_behavior_signals to authenticated, service_role;
    end if;
end
$$;

-- ratings.stars: half stars; rating stays the app's int = greatest(1, round(stars)). Valid while both agree.
do $$
declare
    missing record;
begin
    for missing in
        select wanted.*
          from (values ('movies', 'genre', 'text[]'),
                       ('movies', 'director', 'text[]'),
                       ('movies', 'actors', 'text[]'),
                       ('movies', 'cast', 'text[]'),
                       ('movies', 'plot', 'text'),
                       ('movies', 'description', 'text'),
                       ('movies', 'poster_url', 'text'),
                       ('movies', 'backdrop_url', 'text'),
                       ('movies', 'release_date', 'date'),
                       ('movies', 'rating', 'numeric(3, 1)'),
                       ('movies', 'runtime', 'int'),
                       ('movies', 'popularity', 'numeric'),
                       ('movies', 'metadata', 'jsonb'),
                       ('movies', 'created_at', 'timestamptz'),
                       ('ratings', 'interaction_type', 'text'),
                       ('ratings', 'rated_at', 'timestamptz'),
                       ('ratings', 'updated_at', 'timestamptz'),
                       ('ratings', 'stars', 'numeric(2, 1)'),
                       ('watchlist', 'added_at', 'timestamptz'),
                       ('watchlist', 'watched', 'boolean'),
                       ('watchlist', 'watched_at', 'timestamptz'),
                       ('watchlist', 'rating', 'int'),
                       ('user_profiles', 'preferences', 'jsonb'),
                       ('user_behavior_signals', 'value', 'numeric'),
                       ('user_behavior_signals', 'created_at', 'timestamptz')) as wanted (tbl, col, type)
         where not exists (select
                             from pg_catalog.pg_attribute a
                            where a.attrelid = to_regclass('public.' || wanted.tbl)
                              and a.attname = wanted.col
                              and not a.attisdropped)
    loop
        execute format('alter table public.%I add column %I %s', missing.tbl, missing.col, missing.type);
    end loop;

    if not exists (select from pg_catalog.pg_constraint where conname = 'cineai_ratings_stars_check') then
        -- Validated by V013, which does not hold up writers.
        alter table public.ratings
            add constraint cineai_ratings_stars_check
            check (stars between 0.5 and 5 and mod(stars, 0.5) = 0) not valid;
    end if;
end
$$;

comment on column public.ratings.stars is
    'Half stars, 0.5 to 5. Counts only while greatest(1, round(stars)) = rating: an app that knows only rating makes it stale.';
