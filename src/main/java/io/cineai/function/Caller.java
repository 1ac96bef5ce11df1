package io.cineai.function;

import java.util.UUID;

/**
 * Whose request it is, after the token was verified.
 *
 * @param claims JSON of the claims that row security looks at
 * @param operator whether the token says that its user runs this installation
 */
public record Caller(UUID user, String claims, boolean operator) {}
