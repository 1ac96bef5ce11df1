package io.cineai.functions.recommendations;

import io.cineai.testkit.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;

/** A few films, what their analyses say, and which go together. Their ids are always the same: functions remember films for a while. */
final class Films {
    private static final String RISES = "{-.5,-.4,-.3,-.2,0,.2,.4,.6,.9,.9}";
    private static final String FALLS = "{.5,.4,.3,.2,.1,0,-.2,-.4,-.8,-.9}";

    final UUID heat;
    final UUID ronin;
    final UUID collateral;
    final UUID seven;
    final UUID alien;
    final UUID amelie;

    Films(Session db) throws SQLException {
        heat = film(db, "Heat", "Crime", 60);
        ronin = film(db, "Ronin", "Crime", 50);
        collateral = film(db, "Collateral", "Crime", 40);
        seven = film(db, "Seven", "Crime", 30);
        alien = film(db, "Alien", "Horror", 20);
        amelie = film(db, "Amelie", "Romance", 10);
        themes(db, heat, "{redemption,justice_revenge}", .8);
        themes(db, ronin, "{redemption}", .6);
        themes(db, seven, "{redemption,mortality}", .9);
        style(db, heat, "neo_noir", .7);
        style(db, collateral, "neo_noir", .9);
        style(db, amelie, "stylized", .95);
        journey(db, alien, "tragic_fall", "{\"fear\": 0.9, \"disgust\": 0.7, \"anticipation\": 0.8}", FALLS);
        journey(db, amelie, "gradual_ascent", "{\"joy\": 0.9, \"trust\": 0.8}", RISES);
        journey(db, seven, "tragic_fall", "{\"fear\": 0.6, \"disgust\": 0.9, \"sadness\": 0.8}", FALLS);
        neighbours(db, heat, ronin, collateral, seven);
        neighbours(db, ronin, heat, collateral, alien);
        neighbours(db, amelie, alien, seven, heat);
        db.run("insert into cineai.similarity_model (version, trained_at, report) values (1, now(), '{}')");
    }

    static void forget(Session db) throws SQLException {
        db.run("delete from auth.users; delete from public.movies; delete from cineai.similarity_model");
    }

    private static UUID film(Session db, String title, String genre, int popularity) throws SQLException {
        return UUID.fromString(
                db.one("""
                insert into public.movies (id, title, genre, year, runtime, popularity)
                values (?, ?, array[?], 1995, 120, ?) returning id""", UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)), title, genre, popularity));
    }

    private static void themes(Session db, UUID film, String themes, double complexity) throws SQLException {
        db.run("""
                insert into public.movie_thematic_profiles (movie_id, themes, complexity_score, cultural_context, confidence)
                values (?, ?::text[], ?, '{"era": "contemporary"}', 0.8)""", film, themes, complexity);
    }

    private static void style(Session db, UUID film, String category, double score) throws SQLException {
        db.run("""
                insert into public.movie_cinematic_styles (movie_id, cinematography, overall_style_score)
                values (?, jsonb_build_object('style_category', ?::text), ?)""", film, category, score);
    }

    private static void journey(Session db, UUID film, String pattern, String emotions, String valence)
            throws SQLException {
        db.run("""
                insert into public.movie_emotional_journeys (movie_id, overall_pattern, resolution, valence_curve,
                                                             overall_emotional_intensity)
                values (?, ?, jsonb_build_object('emotions', ?::jsonb), ?::real[], 0.8)""", film, pattern, emotions, valence);
    }

    private static void neighbours(Session db, UUID film, UUID... near) throws SQLException {
        db.run("""
                insert into cineai.movie_neighbours (movie_id, neighbours, weights, likes, model_version)
                values (?, array[?, ?, ?]::uuid[], '{0.9,0.6,0.3}', 5, 1)""", film, near[0], near[1], near[2]);
    }
}
