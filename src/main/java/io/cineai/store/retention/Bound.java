package io.cineai.store.retention;

/**
 * What one table keeps. Each statement looks at one page of its table, in the order of a key, and lets go what of it is past the bound: how
 * long it takes depends on the page and not on the table. What somebody has locked waits for another run, and so does what changes meanwhile:
 * a row is known by its place and its writer, so that a newer version is never taken for it.
 *
 * <p>Parameters: $1 the key after which the page begins, as text; $2 how many the page holds; $3 the bound, in seconds; $4 whether to count
 * only, which locks nothing; $5 how many rows may go. Answer: {@code last}, the key with which the page ends; {@code looked}, how many it
 * holds; {@code past}, how many rows of it are past the bound; {@code gone}, how many of those went.
 */
public enum Bound {
    DEAD_RUNS("dead_runs", Bound.NO_ID, Histories.DEAD_RUNS),
    /** Its page holds users, its bound is a number of rows a user. */
    LISTS("recommendations", Bound.NO_ID, Lists.LISTS),
    QUERIES("conversational_query_cache", Bound.NO_ID, Lists.QUERIES),
    FEEDBACK("recommendation_feedback", "-infinity", Lists.FEEDBACK),
    ANALYSES("movie_analyses", "", Analyses.WORK),
    STYLES("movie_cinematic_styles", Bound.NO_ID, Analyses.STYLES),
    THEMES("movie_thematic_profiles", Bound.NO_ID, Analyses.THEMES),
    JOURNEYS("movie_emotional_journeys", Bound.NO_ID, Analyses.JOURNEYS),
    /** Its bound says nothing: what counts is the version. */
    NEIGHBOURS("movie_neighbours", Bound.NO_ID, Analyses.NEIGHBOURS),
    RUNS("function_runs", Bound.NO_ID, Histories.RUNS),
    CALLS("llm_calls", "0", Histories.CALLS),
    BUDGET("llm_budget", "-infinity", Histories.BUDGET),
    BATCHES("llm_batches", Bound.NO_ID, Histories.BATCHES),
    HEALTH("ai_service_health", Bound.NO_ID, Histories.HEALTH),
    EVALUATIONS("algorithm_evaluations", "0", Histories.EVALUATIONS);

    private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

    private final String label;
    private final String start;
    private final String sql;

    Bound(String label, String start, String sql) {
        this.label = label;
        this.start = start;
        this.sql = sql;
    }

    /** What reports call it: the table, without its schema. */
    public String label() {
        return label;
    }

    /** The key before the first page. */
    public String start() {
        return start;
    }

    String sql() {
        return sql;
    }
}
