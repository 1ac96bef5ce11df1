package io.cineai.functions.local.console;

import io.cineai.testkit.Session;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A user's list whose first film, and the reason for it, have another title than they should. Closed, all is as it was. */
record ForgedFeed(Session database, UUID user, String film, String body, String etag, String title)
        implements AutoCloseable {
    private static final String WRITE =
            "update public.recommendation_feeds set body = decode(?, 'base64'), etag = ? where user_id = ?";
    private static final String RENAME = "update public.movies set title = ? where id = ?::uuid";

    static ForgedFeed of(Session database, UUID user, String title) throws SQLException, IOException {
        String body = database.one(
                "select translate(encode(body, 'base64'), E'\\n', '') from public.recommendation_feeds where user_id = ?",
                user);
        String etag = database.one("select etag from public.recommendation_feeds where user_id = ?", user);
        JsonObject list = unzipped(body);
        JsonObject first = list.getJsonArray("recommendations").getJsonObject(0).put("reason", title);
        String before = first.getJsonObject("movies").getString("title");
        first.getJsonObject("movies").put("title", title);
        first.getJsonObject("explanation")
                .getJsonArray("reasons")
                .getJsonObject(0)
                .put("title", title);
        String film = first.getString("movie_id");
        database.run(WRITE, zipped(list), "f".repeat(24), user);
        database.run(RENAME, title, film);
        return new ForgedFeed(database, user, film, body, etag, before);
    }

    private static JsonObject unzipped(String body) throws IOException {
        try (GZIPInputStream unzipped =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(body)))) {
            return new JsonObject(Buffer.buffer(unzipped.readAllBytes()));
        }
    }

    private static String zipped(JsonObject list) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(list.toBuffer().getBytes());
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    @Override
    public void close() throws SQLException {
        database.run(WRITE, body, etag, user);
        database.run(RENAME, title, film);
    }
}
