package io.cineai.store.orm;

/**
 * The rows that wait for the answers of a batch: of which table, and what becomes of them. The tables have alike what claims and batches
 * need: {@code state}, {@code claim_token}, {@code leased_until}, {@code batch_intent}, {@code attempts} and {@code last_error}.
 */
public enum Waiting {
    /** Analyses of films, whichever kind. */
    ANALYSES("cineai.movie_analyses", "pending", ""),

    /** Opinions of users' lists. */
    OPINIONS("cineai.list_opinions", "wanted", ", brief = null"),

    /** Queries to be parsed. */
    QUERIES("cineai.query_parsing", "wanted", "");

    private final String hold;
    private final String keep;
    private final String free;
    private final String fail;

    /**
     * @param open the state of a row that nobody has claimed
     * @param gone what is of no use any more once a row has failed
     */
    Waiting(String table, String open, String gone) {
        hold = """
                with held as (
                    update %s
                       set leased_until = clock_timestamp() + make_interval(secs => ?3), batch_intent = ?1
                     where state = 'in_progress'
                       and claim_token = any (cast(?2 as uuid[]))
                    returning 1)
                select count(*) from held""".formatted(table);
        keep = """
                with kept as (
                    update %s
                       set leased_until = greatest(leased_until, clock_timestamp() + make_interval(secs => ?2))
                     where batch_intent = ?1
                       and state = 'in_progress'
                    returning 1)
                select count(*) from kept""".formatted(table);
        free = """
                with freed as (
                    update %s
                       set state = '%s', claim_token = null, leased_until = null, batch_intent = null, attempts = attempts - 1
                     where batch_intent = ?1
                       and state = 'in_progress'
                    returning 1)
                select count(*) from freed""".formatted(table, open);
        fail = """
                with failed as (
                    update %s
                       set state = 'failed', claim_token = null, leased_until = null, batch_intent = null, last_error = left(?3, 500)%s
                     where batch_intent = ?1
                       and claim_token = ?2
                       and state = 'in_progress'
                    returning 1)
                select count(*) from failed""".formatted(table, gone);
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
