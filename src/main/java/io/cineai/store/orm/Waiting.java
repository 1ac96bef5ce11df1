package io.cineai.store.orm;

/** The rows that wait for the answers of a batch: of which table, and what becomes of them. One constant for each table. */
public enum Waiting {
    /** Analyses of films, whichever kind. */
    ANALYSES("""
            with held as (
                update cineai.movie_analyses
                   set leased_until = clock_timestamp() + make_interval(secs => ?3), batch_intent = ?1
                 where state = 'in_progress'
                   and claim_token = any (cast(?2 as uuid[]))
                returning 1)
            select count(*) from held""", """
            with kept as (
                update cineai.movie_analyses
                   set leased_until = greatest(leased_until, clock_timestamp() + make_interval(secs => ?2))
                 where batch_intent = ?1
                   and state = 'in_progress'
                returning 1)
            select count(*) from kept""", """
            with freed as (
                update cineai.movie_analyses
                   set state = 'pending', claim_token = null, leased_until = null, batch_intent = null, attempts = attempts - 1
                 where batch_intent = ?1
                   and state = 'in_progress'
                returning 1)
            select count(*) from freed""", """
            with failed as (
                update cineai.movie_analyses
                   set state = 'failed', claim_token = null, leased_until = null, batch_intent = null, last_error = left(?3, 500)
                 where batch_intent = ?1
                   and claim_token = ?2
                   and state = 'in_progress'
                returning 1)
            select count(*) from failed"""),

    /** Opinions of users' lists. */
    OPINIONS("""
            with held as (
                update cineai.list_opinions
                   set leased_until = clock_timestamp() + make_interval(secs => ?3), batch_intent = ?1
                 where state = 'in_progress'
                   and claim_token = any (cast(?2 as uuid[]))
                returning 1)
            select count(*) from held""", """
            with kept as (
                update cineai.list_opinions
                   set leased_until = greatest(leased_until, clock_timestamp() + make_interval(secs => ?2))
                 where batch_intent = ?1
                   and state = 'in_progress'
                returning 1)
            select count(*) from kept""", """
            with freed as (
                update cineai.list_opinions
                   set state = 'wanted', claim_token = null, leased_until = null, batch_intent = null, attempts = attempts - 1
                 where batch_intent = ?1
                   and state = 'in_progress'
                returning 1)
            select count(*) from freed""", """
            with failed as (
                update cineai.list_opinions
                   set state = 'failed', claim_token = null, leased_until = null, batch_intent = null, brief = null,
                       last_error = left(?3, 500)
                 where batch_intent = ?1
                   and claim_token = ?2
                   and state = 'in_progress'
                returning 1)
            select count(*) from failed""");

    private final String hold;
    private final String keep;
    private final String free;
    private final String fail;

    Waiting(String hold, String keep, String free, String fail) {
        this.hold = hold;
        this.keep = keep;
        this.free = free;
        this.fail = fail;
    }

    /** The rows of these claims wait from now on: intent, tokens, seconds; how many. */
    String hold() {
        return hold;
    }

    /** They wait for longer: intent, seconds; how many. */
    String keep() {
        return keep;
    }

    /** What was not answered may be asked again, and that costs it no attempt: intent; how many. */
    String free() {
        return free;
    }

    /** One of them is at fault, and is not asked again: intent, token, why; how many. */
    String fail() {
        return fail;
    }
}
