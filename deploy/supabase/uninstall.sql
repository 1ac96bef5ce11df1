-- Takes back what install.sql, schedules.sql and secrets.sql made; from here on nothing is invoked. Run by who ran those; it can be run
-- again. What the app has in pg_cron, pg_net and Vault stays, and so do the extensions: somebody else may use them. Lists that are made
-- stay readable; taking away the schema as well is in README.md.

do $$
begin
    if to_regclass('cron.job') is not null then
        delete from cron.job_run_details d
         where d.username = current_user
           and (d.command like 'select cineai.invoke(%'
                or d.jobid in (select j.jobid from cron.job j where j.jobname like 'cineai/%' and j.username = current_user));
        perform cron.unschedule(j.jobid)
           from cron.job j
          where j.jobname like 'cineai/%'
            and j.username = current_user;
    end if;

    if to_regclass('cineai.doorbells') is not null then
        update cineai.doorbells set url = null, secret_name = null where secret_name = 'cineai_scheduler';
    end if;
    drop function if exists cineai.invoke(text, jsonb, interval);

    if to_regclass('vault.secrets') is not null then
        delete from vault.secrets
         where name in ('cineai_scheduler', 'cineai_url', 'cineai_patience')
            or name like 'cineai\_url/%';
    end if;
end
$$;
