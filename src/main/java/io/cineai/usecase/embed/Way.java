package io.cineai.usecase.embed;

import io.cineai.store.embedding.Space;
import io.cineai.store.embedding.WantedStoryline;
import io.cineai.usecase.RunReport.Llm;
import io.cineai.usecase.Tally;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** How vectors are come by in one run: by words, or by a model that is paid for. */
interface Way {
    Space space();

    /** What the hash of an input begins with: of how a film is put. */
    String version();

    /** Whether films cost money. */
    boolean isPaid();

    /** Films of one step. */
    int step();

    /** Embeds these and writes their vectors. Never fails by what a provider does. */
    Uni<Tally> embed(List<WantedStoryline> films);

    /** True where there is no use in going on: the money or the provider says no. */
    boolean isStopped();

    /** What was asked and paid so far. */
    Llm spent();
}
