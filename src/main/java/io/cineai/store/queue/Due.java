package io.cineai.store.queue;

import java.time.Duration;

/**
 * Which lists are due, see {@code cineai.due_users}.
 *
 * @param settings fingerprint of the settings that a list must have been made with
 * @param modelVersion version of the model that a list must have been made with; 0 when nothing is trained yet
 * @param maxAge older lists are due
 * @param everyone every list is due
 */
public record Due(String settings, long modelVersion, Duration maxAge, boolean everyone) {}
