package io.cineai.llm;

/** Makes the models of one provider. */
public interface LanguageModelAdapter {
    /** The provider's name in configuration, prices and calls. */
    String provider();

    /** The model that is configured. Fails with {@link IllegalStateException}, which names the setting, where one is missing. */
    LanguageModel model(LlmConfig config);
}
