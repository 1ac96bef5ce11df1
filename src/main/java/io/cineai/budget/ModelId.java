package io.cineai.budget;

/** A model of a provider, as requests name it. */
public record ModelId(String provider, String model) {
    public ModelId {
        if (provider.isBlank()) throw new IllegalArgumentException("provider must not be blank");
        if (model.isBlank()) throw new IllegalArgumentException("model must not be blank");
    }

    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
