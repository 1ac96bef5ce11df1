package io.cineai.function;

/** Which key a token says it is signed with, for which algorithm ({@code alg} and {@code kid}, RFC 7515). */
record KeyId(String algorithm, String kid) {}
