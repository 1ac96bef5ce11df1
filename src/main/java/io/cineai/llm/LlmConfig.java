package io.cineai.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Which language model, and how it is called. Without a key there is none, and the local rules do what they can. */
@ConfigMapping(prefix = "cineai.llm")
public interface LlmConfig {
    /** anthropic, openai or local; where unset, the one that there is a key for, else local. */
    Optional<String> provider();

    /** As the provider names it; anthropic has a default. */
    Optional<String> model();

    /** Where the provider is, without {@code /v1}; each has a default. */
    Optional<String> baseUrl();

    /** From {@code ANTHROPIC_API_KEY}. */
    Optional<String> anthropicApiKey();

    /** From {@code OPENAI_API_KEY}; servers on this machine want none. */
    Optional<String> openaiApiKey();

    /** How long an answer may take before it is given up. */
    @WithDefault("60s")
    Duration timeout();

    /** How long a connection may take. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** Longest answer in tokens, thinking included. */
    @WithDefault("1500")
    int maxTokens();

    /** How hard a model thinks, where it takes the wish: low, medium, high. */
    @WithDefault("low")
    String effort();

    /** Whether what users liked, and what they typed, may be part of a question. Their ids and addresses never are. */
    @WithDefault("false")
    boolean shareUserText();
}
