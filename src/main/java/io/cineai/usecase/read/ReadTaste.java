package io.cineai.usecase.read;

import io.cineai.item.TasteJson;
import io.cineai.recommend.likeness.Leanings;
import io.cineai.store.feed.TasteStore;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Shows a user what their liked films have in common, as it was when their list was last made. */
@ApplicationScoped
public class ReadTaste {
    private final TasteStore tastes;

    ReadTaste(TasteStore tastes) {
        this.tastes = tastes;
    }

    /**
     * An empty profile where the user has no list yet.
     *
     * @param claims JSON of the caller's verified claims
     * @param known etags of what the caller has already
     */
    public Uni<Answer> of(UserId user, String claims, Set<String> known) {
        return Reach.of(tastes.read(user, claims)
                .map(profile -> profile.orElseGet(() -> TasteJson.of(Leanings.NONE)))
                .map(json -> Answer.made(json.getBytes(StandardCharsets.UTF_8), null, known)));
    }
}
