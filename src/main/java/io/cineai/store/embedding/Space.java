package io.cineai.store.embedding;

/**
 * A model as rows name it; vectors of two are never compared.
 *
 * @param name provider, model and dimensions
 */
public record Space(String name, String provider, int dimensions) {
    public Space {
        if (name.isBlank()) throw new IllegalArgumentException("name must not be blank");
        if (dimensions < 1) throw new IllegalArgumentException("dimensions must be 1 or more: " + dimensions);
    }

    /** Of a provider's model. */
    public static Space of(String provider, String model, int dimensions) {
        return new Space(provider + "/" + model + "/" + dimensions, provider, dimensions);
    }
}
