package io.cineai.function;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * How the tokens of the app's users are verified. With nothing set, no token is good. With both a key set and a secret the token's
 * algorithm says which: a key is never used with two.
 */
@ConfigMapping(prefix = "cineai.auth")
interface AuthConfig {
    /**
     * Where the public keys are (ES256, RS256): the https or file address of a JSON Web Key Set. Plain http only on this machine: who can
     * change keys on their way can be anybody.
     */
    Optional<String> jwksUrl();

    /** The {@code iss} that tokens must carry; none is required where unset. */
    Optional<String> issuer();

    /** The {@code aud} that tokens must carry. */
    @WithDefault("authenticated")
    String audience();

    /** A shared secret for HS256, 32 bytes or more. */
    Optional<String> hs256Secret();

    /** Where in a token it says that its user is an operator: names within names, with dots between. */
    @WithDefault("app_metadata.cineai_role")
    String operatorClaim();

    /** What it says there, alone or as one of several. */
    @WithDefault("operator")
    String operatorRole();

    /** How long keys are used, and tokens that they verified remembered, without a look at the key set. */
    @WithDefault("10m")
    Duration keysRemembered();

    /** How long there is no other look for the sake of a key that is not in the set, or after one in vain. */
    @WithDefault("30s")
    Duration keysPause();

    /** How long keys are used while the key set is out of reach. */
    @WithDefault("24h")
    Duration keysKept();

    /** How many verified tokens are remembered, each for an hour at the most. Range 1 to 1,000,000; some 1 kB each. */
    @WithDefault("20000")
    int tokensRemembered();
}
