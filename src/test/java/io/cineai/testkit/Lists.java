package io.cineai.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What must be true of every list, whoever made it and whatever happened meanwhile. */
public final class Lists {
    /** Users without a list, with half a one, or with a disordered one. */
    private static final String BROKEN = """
            select u.id, f.user_id is null as has_no_feed, l.films, l.first, l.last, l.ranks, l.rises, l.rests, l.generations
              from auth.users u
              left join public.recommendation_feeds f on f.user_id = u.id
              left join lateral (
                    select count(*) as films, min(rank) as first, max(rank) as last, count(distinct rank) as ranks,
                           count(*) filter (where score > before) as rises,
                           count(*) filter (where score = before and rank <= 40) as rests,
                           count(*) filter (where generation > f.generation) as generations
                      from (select r.*, lag(score) over (order by rank) as before
                              from public.recommendations r
                             where r.user_id = u.id
                               and r.generation is not null) r) l on true
             where f.user_id is null or l.films = 0 or l.first <> 1 or l.last <> l.films or l.ranks <> l.films
                or l.rises > 0 or l.rests > 0 or l.generations > 0
             order by u.id""";

    private static final String ROWS = """
            select movie_id
              from public.recommendations
             where user_id = ?
               and generation is not null
             order by rank
             limit 50""";

    private Lists() {}

    /** What is wrong, a line for each user; empty when every user has one whole list, and the ready response says the same. */
    public static List<String> broken(Session session) throws SQLException {
        List<String> broken = session.rows(BROKEN);
        if (!broken.isEmpty()) return broken;
        List<String> users = session.rows("select user_id from public.recommendation_feeds order by 1");
        for (String user : users)
            if (!films(session, UUID.fromString(user)).equals(served(session, UUID.fromString(user))))
                return List.of(user + " is served something else than the rows say");
        return List.of();
    }

    /** The user's films by rank, at most 50. */
    public static List<String> films(Session session, UUID user) throws SQLException {
        return session.rows(ROWS, user);
    }

    /** The films of the ready response, in its order. */
    public static List<String> served(Session session, UUID user) throws SQLException {
        JsonArray items = response(session, user).getJsonArray("recommendations");
        return IntStream.range(0, items.size())
                .mapToObj(place -> items.getJsonObject(place).getString("movie_id"))
                .toList();
    }

    public static JsonObject response(Session session, UUID user) throws SQLException {
        String hex = session.one("select encode(body, 'hex') from public.recommendation_feeds where user_id = ?", user);
        return new JsonObject(unzipped(HexFormat.of().parseHex(hex)));
    }

    /** As a list is stored. */
    public static byte[] zipped(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public static String unzipped(byte[] body) {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Changes with any change to lists, queue or runs, and with nothing else. */
    public static String digest(Session session) throws SQLException {
        return session.one("""
                select md5(concat_ws('|',
                       (select string_agg(r::text || r.xmin, ',' order by r.id) from public.recommendations r),
                       (select string_agg(f::text || f.xmin, ',' order by f.user_id) from public.recommendation_feeds f),
                       (select string_agg(q::text, ',' order by q.user_id) from cineai.rec_refresh_queue q),
                       (select string_agg(n.movie_id::text || n.xmin, ',' order by n.movie_id) from cineai.movie_neighbours n),
                       (select string_agg(m::text, ',') from cineai.similarity_model m)))""");
    }
}
