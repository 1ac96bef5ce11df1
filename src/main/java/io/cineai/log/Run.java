package io.cineai.log;

import java.util.UUID;

/**
 * One invocation.
 *
 * @param traceId of the trace that it is part of, in hex; empty where nothing is exported
 */
public record Run(UUID id, String function, String traceId) {}
