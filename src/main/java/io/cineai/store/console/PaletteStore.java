package io.cineai.store.console;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The colours of films, as their style analysis has them. */
@ApplicationScoped
public class PaletteStore {
    private static final String PALETTES = """
            select coalesce(json_object_agg(s.movie_id, s.cinematography -> 'palette'), '{}')::text as body
              from public.movie_cinematic_styles s
             where s.movie_id = any ($1)
               and jsonb_typeof(s.cinematography -> 'palette') = 'object'""";

    private final Pool pool;

    PaletteStore(Pool pool) {
        this.pool = pool;
    }

    /** By film: JSON with temperature and saturation. Films without an analysis are left out. */
    public Uni<String> of(List<UUID> films) {
        return pool.preparedQuery(PALETTES)
                .execute(Tuple.of(films.toArray(UUID[]::new)))
                .map(rows -> rows.iterator().next().getString("body"));
    }
}
