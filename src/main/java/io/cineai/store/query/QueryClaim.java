package io.cineai.store.query;

import java.util.Optional;
import java.util.UUID;

/**
 * The right to ask about one query, while the lease lasts.
 *
 * @param key the normalised text, by which it is cached and asked about
 * @param judged answers so far that broke a rule
 * @param complaint the rule that the last one broke
 */
public record QueryClaim(String key, UUID token, int judged, Optional<String> complaint) {}
