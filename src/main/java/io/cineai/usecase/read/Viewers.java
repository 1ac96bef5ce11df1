package io.cineai.usecase.read;

import io.cineai.movie.MovieId;
import io.cineai.query.match.Viewer;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import io.cineai.usecase.list.MakeList;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a search needs to know of who asks: the films that they know, and those that they liked of late. */
@ApplicationScoped
class Viewers {
    private static final int LATEST = 30;

    private final MakeList makeList;

    Viewers(MakeList makeList) {
        this.makeList = makeList;
    }

    Viewer of(List<Signal> acts) {
        if (acts.isEmpty()) return Viewer.ANYBODY;
        TasteProfile taste = makeList.taste(acts);
        List<Opinion> liked = taste.opinions().stream().filter(Opinion::liked).toList();
        Map<MovieId, Double> likes = new HashMap<>();
        liked.subList(Math.max(0, liked.size() - LATEST), liked.size())
                .forEach(opinion -> likes.put(opinion.movie(), opinion.weight()));
        return new Viewer(taste.settled(), likes);
    }
}
