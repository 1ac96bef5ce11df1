-- When what is invoked: from functions/functions.yaml, by ./mvnw -B test -pl deploy -Dcineai.render=true. Do not edit.
-- Run by who ran install.sql. It can be run again: a job of the same name is replaced.

-- What is no longer in the manifest.
select cron.unschedule(j.jobid)
  from cron.job j
 where j.jobname like 'cineai/%'
   and j.username = current_user
   and j.jobname not in (
    'cineai/recommendation-job',
    'cineai/queue-drain',
    'cineai/similarity-training',
    'cineai/retention',
    'cineai/edge-export',
    'cineai/evaluation',
    'cineai/style-analysis',
    'cineai/style-analysis/2',
    'cineai/thematic-analysis',
    'cineai/thematic-analysis/2',
    'cineai/emotional-analysis',
    'cineai/emotional-analysis/2',
    'cineai/storyline-embedding',
    'cineai/list-opinions',
    'cineai/list-opinions/2',
    'cineai/query-cache-warmup',
    'cineai/query-cache-warmup/2',
    'cineai/monitor',
    'cineai/history');

select cron.schedule('cineai/recommendation-job', '7 * * * *', $$select cineai.invoke('recommendation-job', '{}', '900 seconds')$$);
select cron.schedule('cineai/queue-drain', '*/5 * * * *', $$select cineai.invoke('queue-drain', '{"deadlineSeconds":240}', '300 seconds')$$);
select cron.schedule('cineai/similarity-training', '23 3 * * *', $$select cineai.invoke('similarity-training', '{}', '1800 seconds')$$);
select cron.schedule('cineai/retention', '41 3 * * *', $$select cineai.invoke('retention', '{"deadlineSeconds":840}', '900 seconds')$$);
select cron.schedule('cineai/edge-export', '37 * * * *', $$select cineai.invoke('edge-export', '{"deadlineSeconds":840}', '900 seconds')$$);
select cron.schedule('cineai/evaluation', '17 4 * * 0', $$select cineai.invoke('evaluation', '{"deadlineSeconds":1500}', '1800 seconds')$$);
select cron.schedule('cineai/style-analysis', '0 2 * * *', $$select cineai.invoke('style-analysis', '{"deadlineSeconds":840}', '900 seconds')$$);
select cron.schedule('cineai/style-analysis/2', '*/15 * * * *', $$select cineai.invoke('style-analysis', '{"collect":true}', '900 seconds')$$);
select cron.schedule('cineai/thematic-analysis', '0 2 * * *', $$select cineai.invoke('thematic-analysis', '{"deadlineSeconds":840}', '900 seconds')$$);
select cron.schedule('cineai/thematic-analysis/2', '*/15 * * * *', $$select cineai.invoke('thematic-analysis', '{"collect":true}', '900 seconds')$$);
select cron.schedule('cineai/emotional-analysis', '0 2 * * *', $$select cineai.invoke('emotional-analysis', '{"deadlineSeconds":840}', '900 seconds')$$);
select cron.schedule('cineai/emotional-analysis/2', '*/15 * * * *', $$select cineai.invoke('emotional-analysis', '{"collect":true}', '900 seconds')$$);
select cron.schedule('cineai/storyline-embedding', '17 3 * * *', $$select cineai.invoke('storyline-embedding', '{"deadlineSeconds":840}', '900 seconds')$$);
select cron.schedule('cineai/list-opinions', '22 * * * *', $$select cineai.invoke('list-opinions', '{"deadlineSeconds":840}', '900 seconds')$$);
select cron.schedule('cineai/list-opinions/2', '*/15 * * * *', $$select cineai.invoke('list-opinions', '{"collect":true}', '900 seconds')$$);
select cron.schedule('cineai/query-cache-warmup', '52 * * * *', $$select cineai.invoke('query-cache-warmup', '{"deadlineSeconds":840}', '900 seconds')$$);
select cron.schedule('cineai/query-cache-warmup/2', '*/15 * * * *', $$select cineai.invoke('query-cache-warmup', '{"collect":true}', '900 seconds')$$);
select cron.schedule('cineai/monitor', '*/5 * * * *', $$select cineai.invoke('monitor', '{"deadlineSeconds":60}', '120 seconds')$$);

-- pg_cron keeps what it did for ever, a thousand rows a day of ours.
select cron.schedule('cineai/history', '29 5 * * *', $$delete from cron.job_run_details d using cron.job j where j.jobid = d.jobid and j.jobname like 'cineai/%' and d.start_time < now() - interval '7 days'$$);
