package io.cineai.store.queue;

import io.cineai.taste.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * The right to write one user's list, until the lease ends or another claim takes it over.
 *
 * @param token the fence: nothing is written under a token that is no longer the row's
 * @param attempts claims since the last success, this one included
 * @param generation number for the list that this claim makes, unique and rising
 * @param at when the claim was made, by the database's clock: the time of the list that it makes, whatever the worker's own clock says
 */
public record Claim(UserId user, UUID token, int attempts, long generation, Instant at, Wish wish) {}
