package io.cineai.functions.recommendations.benchmark;

import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Ten thousand films that are like the sample's, each a mix of two, and what people ask of them. */
final class Searches {
    private static final List<String> AXES = List.of(
            "emotional", "dark", "funny", "violent", "complex", "romantic", "scary", "suspenseful", "hopeful", "weird");

    /** Numbers stand for analyses: what they say does not matter to what a search costs. */
    private static final String FILMS = """
            create temporary table numbered as select *, row_number() over (order by id) as n from public.movies;
            insert into public.movies (title, year, genre, director, "cast", runtime, description, metadata, popularity)
            select a.title || ' ' || k, 1930 + (a.n * 7 + k * 13) %% 95, a.genre, a.director, b."cast", 80 + (a.n + k) %% 90,
                   a.description || ' ' || b.description,
                   jsonb_build_object('keywords', (a.metadata -> 'keywords') || (b.metadata -> 'keywords')), a.n
              from numbered a
              join generate_series(1, 40) k on true
              join numbered b on b.n = 1 + (a.n * 31 + k * 17) %% (select count(*) from numbered)
             limit %1$d - (select count(*) from numbered);
            create temporary table analysed as select id, row_number() over (order by id) as n from public.movies;
            insert into public.movie_thematic_profiles (movie_id, themes, complexity_score)
            select id, array[(array['redemption','friendship','guilt','greed','survival','grief_loss','obsession'])[1 + n %% 7],
                             (array['mortality','love_romance','betrayal_trust','madness','honor_duty'])[1 + n %% 5]], (n %% 97) / 100.0
              from analysed;
            insert into public.movie_cinematic_styles (movie_id, cinematography, overall_style_score)
            select id, jsonb_build_object('style_category', (array['neo_noir','classical','epic','gritty','surreal'])[1 + n %% 5],
                                          'lighting', (array['low_key','high_key','neon'])[1 + n %% 3]), (n %% 89) / 100.0
              from analysed;
            insert into public.movie_emotional_journeys (movie_id, overall_pattern, resolution, valence_curve, overall_emotional_intensity)
            select id, (array['tragic_fall','complex','redemption_arc'])[1 + n %% 3],
                   jsonb_build_object('emotions', jsonb_build_object('joy', (n %% 11) / 11.0, 'fear', (n %% 13) / 13.0,
                       'sadness', (n %% 17) / 17.0, 'trust', (n %% 7) / 7.0, 'anticipation', (n %% 5) / 5.0)),
                   array_fill((n %% 19 / 9.5 - 1)::real, array[10]), (n %% 23) / 23.0
              from analysed;
            analyze""";

    private Searches() {}

    /** The sample's users keep what they did. */
    static void fill(Session database, int films) throws SQLException {
        SampleWorld.fill(database);
        database.run(FILMS.formatted(films));
    }

    /** Titles of the sample, each with each axis, none twice. */
    static List<String> texts(Session database, int count) throws SQLException {
        List<String> titles = database.rows("select title from public.movies where popularity is null order by title");
        List<String> texts = new ArrayList<>();
        for (String title : titles)
            for (String axis : AXES)
                for (String way : List.of("more", "less"))
                    texts.add("movies like " + title + " but " + way + " " + axis);
        Collections.shuffle(texts, new Random(5));
        return texts.subList(0, Math.min(count, texts.size()));
    }

    static byte[] request(String text, String token) {
        return ("GET /v1/search?limit=20&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nAuthorization: Bearer " + token
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
