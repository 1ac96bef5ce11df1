package io.cineai.functions.recommendations.benchmark;

import io.cineai.testkit.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Who reads a list.
 *
 * @param etag of the list that is stored
 */
record Reader(UUID user, String token, String etag) {
    static final String PATH = "/v1/recommendations";

    /** At most so many of those who have a list, any of them. */
    static List<Reader> of(Session database, int most, Function<UUID, String> token) throws SQLException {
        List<String> rows = database.rows("""
                select user_id, etag
                  from public.recommendation_feeds
                 order by md5(user_id::text)
                 limit ?""", most);
        return rows.stream()
                .map(row -> row.split(" "))
                .map(row -> of(row, token))
                .toList();
    }

    private static Reader of(String[] row, Function<UUID, String> token) {
        UUID user = UUID.fromString(row[0]);
        return new Reader(user, token.apply(user), row[1]);
    }

    byte[] asks() {
        return request(PATH, "");
    }

    byte[] asksAgain() {
        return request(PATH, "If-None-Match: W/\"" + etag + "\"\r\n");
    }

    /** The bare server believes who one says one is. */
    byte[] asksByName() {
        return request("/" + user, "");
    }

    private byte[] request(String path, String more) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nAuthorization: Bearer "
                        + token + "\r\n" + more + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
