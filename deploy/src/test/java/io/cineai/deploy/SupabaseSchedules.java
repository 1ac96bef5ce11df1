package io.cineai.deploy;

import io.cineai.functions.console.Manifest;
import io.cineai.functions.console.Manifest.Tick;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code deploy/supabase/schedules.sql}: one job of pg_cron a tick of the manifest. */
final class SupabaseSchedules {
    private SupabaseSchedules() {}

    /** A tick of a function, as pg_cron is to know it. */
    record Job(String function, int timeout, Tick tick) {
        String payload() {
            return tick.payload() == null ? "{}" : tick.payload().toString();
        }

        String command() {
            return "select cineai.invoke('%s', '%s', '%d seconds')".formatted(function, payload(), timeout);
        }
    }

    /** By name: the function's, and a number from its second tick on. */
    static Map<String, Job> jobs(Manifest manifest) {
        Map<String, Job> jobs = new LinkedHashMap<>();
        manifest.functions().forEach((function, entry) -> {
            List<Tick> ticks = entry.ticks();
            for (int i = 0; i < ticks.size(); i++)
                jobs.put(
                        "cineai/" + function + (i == 0 ? "" : "/" + (i + 1)),
                        new Job(function, entry.timeout(), ticks.get(i)));
        });
        return jobs;
    }

    static String render(Manifest manifest) {
        Map<String, Job> jobs = jobs(manifest);
        return """
                -- When what is invoked: from functions/functions.yaml, by ./mvnw -B test -pl deploy -Dcineai.render=true. Do not edit.
                -- Run by who ran install.sql. It can be run again: a job of the same name is replaced.

                -- What is no longer in the manifest.
                select cron.unschedule(j.jobid)
                  from cron.job j
                 where j.jobname like 'cineai/%%'
                   and j.username = current_user
                   and j.jobname not in (
                %s,
                    'cineai/history');

                %s

                -- pg_cron keeps what it did for ever, a thousand rows a day of ours.
                select cron.schedule('cineai/history', '29 5 * * *', $$delete from cron.job_run_details d using cron.job j where j.jobid = d.jobid and j.jobname like 'cineai/%%' and d.start_time < now() - interval '7 days'$$);
                """.formatted(
                        jobs.keySet().stream().map(name -> "    '" + name + "'").collect(Collectors.joining(",\n")),
                        jobs.entrySet().stream()
                                .map(it -> schedule(it.getKey(), it.getValue()))
                                .collect(Collectors.joining("\n")));
    }

    private static String schedule(String name, Job job) {
        return "select cron.schedule('%s', '%s', $$%s$$);"
                .formatted(name, job.tick().schedule(), job.command());
    }
}
