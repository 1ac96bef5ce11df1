package io.cineai.function;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How the tokens of the app's users are verified. With nothing set, no token is good. */
@ConfigMapping(prefix = "cineai.auth")
interface AuthConfig {
    /** Where the public keys are: an http, https or file address of a JSON Web Key Set. */
    Optional<String> jwksUrl();

    /** The {@code iss} that tokens must carry; none is required where unset. */
    Optional<String> issuer();

    /** The {@code aud} that tokens must carry. */
    @WithDefault("authenticated")
    String audience();

    /** A shared secret for HS256, only where an installation has no keys yet. Never used beside a key set. */
    Optional<String> hs256Secret();
}
