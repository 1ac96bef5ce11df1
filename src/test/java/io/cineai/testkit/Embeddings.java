package io.cineai.testkit;

import io.cineai.embed.local.LocalEmbedder;
import io.cineai.embed.local.WordCounts;
import io.cineai.movie.Movie;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Films embedded by words, in a test's database, as the function would have written them. */
public final class Embeddings {
    public static final String MODEL = "local/words-1.1/256";

    private Embeddings() {}

    public static LocalEmbedder embedder(List<Movie> films) {
        WordCounts.Counting counting = new WordCounts.Counting();
        counting.add(films);
        return new LocalEmbedder(counting.done(), LocalEmbedder.DIMENSIONS);
    }

    /** The model, in use. */
    public static void model(Session session, String name, int dimensions) throws SQLException {
        session.run("""
                insert into cineai.embedding_models (name, provider, dimensions, current_since)
                values (?, split_part(?, '/', 1), ?, clock_timestamp())""", name, name, dimensions);
    }

    /** Vectors of films that are there; whoever remembers some sees that there are more. */
    public static void write(Session session, LocalEmbedder embedder, List<Movie> films) throws SQLException {
        for (int from = 0; from < films.size(); from += 500) {
            List<Movie> some = films.subList(from, Math.min(films.size(), from + 500));
            session.run(
                    """
                    insert into cineai.movie_embeddings (movie_id, model, dimensions, embedding, input_hash)
                    select m.id, ?, 256, t.embedding::real[], 'a test'
                      from unnest(?::uuid[], ?::text[]) as t (id, embedding)
                      join public.movies m on m.id = t.id""",
                    MODEL,
                    column(some.stream()
                            .map(film -> film.id().value().toString())
                            .toList()),
                    column(some.stream()
                            .map(film -> Arrays.toString(embedder.embed(film))
                                    .replace('[', '{')
                                    .replace(']', '}'))
                            .toList()));
        }
        session.run("update cineai.embedding_models set changed_at = clock_timestamp()");
    }

    private static String column(List<String> texts) {
        return "{\"" + String.join("\",\"", texts) + "\"}";
    }
}
