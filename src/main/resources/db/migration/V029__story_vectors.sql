-- What readers may see of embeddings: the vectors of the model in use, and no claim of who embeds.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create or replace view cineai.story_vectors with (security_invoker = true) as
select e.movie_id, e.dimensions, e.embedding
  from cineai.movie_embeddings e
 where e.model = (select m.name
                    from cineai.embedding_models m
                   where m.current_since is not null
                   order by m.current_since desc, m.name
                   limit 1);

comment on view cineai.story_vectors is 'Films as vectors of the embedding model in use.';

do $$
begin
    revoke all on cineai.story_vectors from public, anon, authenticated, service_role, cineai_reader, cineai_worker;
    grant select on cineai.story_vectors to cineai_reader, cineai_worker;
    grant select (movie_id, model, dimensions, embedding) on cineai.movie_embeddings to cineai_reader;
    grant select (name, current_since) on cineai.embedding_models to cineai_reader;
    drop policy if exists cineai_reader_reads on cineai.movie_embeddings;
    create policy cineai_reader_reads on cineai.movie_embeddings for select to cineai_reader using (true);
    drop policy if exists cineai_reader_reads on cineai.embedding_models;
    create policy cineai_reader_reads on cineai.embedding_models for select to cineai_reader using (true);
end
$$;
