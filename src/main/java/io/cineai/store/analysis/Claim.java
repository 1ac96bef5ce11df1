package io.cineai.store.analysis;

import java.util.Optional;
import java.util.UUID;

/**
 * The right to make one analysis, while the lease lasts.
 *
 * @param judged answers so far that broke a rule
 * @param complaint the rule that the last one broke
 */
public record Claim(String key, UUID token, int judged, Optional<String> complaint) {}
