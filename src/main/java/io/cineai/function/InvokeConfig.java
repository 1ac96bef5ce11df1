package io.cineai.function;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Who may invoke functions. With nothing set, nobody. */
@ConfigMapping(prefix = "cineai.scheduler")
interface InvokeConfig {
    /**
     * A shared secret, sent as bearer token or as {@code X-Cineai-Scheduler-Secret}, for platforms that have nothing better. 16 characters
     * or more.
     */
    Optional<String> secret();

    /** The {@code aud} that the platform's OIDC token must carry. Goes with the account. */
    Optional<String> audience();

    /** E-mail of the service account that the OIDC token must be of. */
    Optional<String> account();

    /** The {@code iss} that the OIDC token must carry, one of these. */
    @WithDefault("https://accounts.google.com,accounts.google.com")
    List<String> issuer();

    /** Keys of the platform's OIDC tokens, at an address as that of the users' keys. */
    @WithDefault("https://www.googleapis.com/oauth2/v3/certs")
    String jwksUrl();

    /** True: anybody at this machine may. Only {@code local} sets it, and only while it listens on loopback. */
    @WithDefault("false")
    boolean open();
}
