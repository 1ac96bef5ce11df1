package io.cineai.embed;

import io.cineai.budget.ModelId;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;

/** One embedding model of one provider. A call is one request: what may cost money is not tried twice. */
public interface TextEmbedder {
    ModelId id();

    /** Where it is asked. */
    URI server();

    /** Of every vector. */
    int dimensions();

    /** What the provider takes at once. */
    Most most();

    /** Asks, once, for so many texts, within {@link #most}. Never fails: whatever happened is an answer. */
    Uni<Embedded> embed(List<Storyline> texts);

    /** @param tokens of all texts together */
    record Most(int texts, int tokens) {}

    /** A provider may put an instruction before each text, and bills it. */
    default int mostTokens(Storyline text) {
        return text.mostTokens() + AROUND_A_TEXT;
    }

    /** What is added to a text, generously. */
    int AROUND_A_TEXT = 32;
}
