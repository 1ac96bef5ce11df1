package io.cineai.telemetry;

/**
 * What a run did, in numbers.
 *
 * @param remaining items that wait now
 * @param calls to language models
 */
public record Figures(
        long succeeded, long failed, long deferred, long skipped, long remaining, long calls, double costUsd) {}
