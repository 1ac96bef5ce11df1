package io.cineai.embed;

/** Makes the embedding models of one provider. */
public interface TextEmbedderAdapter {
    /** The provider's name in configuration, prices and calls. */
    String provider();

    /** The model that is configured. Fails with {@link IllegalStateException}, which names the setting, where one is missing or wrong. */
    TextEmbedder embedder(EmbedConfig config);
}
