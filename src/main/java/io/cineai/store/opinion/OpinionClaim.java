package io.cineai.store.opinion;

import io.cineai.opinion.Brief;
import io.cineai.taste.UserId;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to ask about one user's list, while the lease lasts.
 *
 * @param judged answers so far that broke a rule
 * @param complaint the rule that the last one broke
 */
public record OpinionClaim(UserId user, String key, UUID token, int judged, Optional<String> complaint, Brief brief) {}
