package io.cineai.usecase.console;

import io.cineai.store.console.PaletteStore;
import io.cineai.usecase.read.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Tells in what colours films are to be drawn: lists do not say. */
@ApplicationScoped
public class ShowPalettes {
    /** Films in one request: a list, and some that go with it. */
    public static final int MOST = 100;

    private final PaletteStore palettes;

    ShowPalettes(PaletteStore palettes) {
        this.palettes = palettes;
    }

    /** By film: JSON with temperature and saturation. Films without an analysis are left out. */
    public Uni<String> of(List<UUID> films) {
        return Reach.of(palettes.of(films));
    }
}
