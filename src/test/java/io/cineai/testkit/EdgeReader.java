package io.cineai.testkit;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads exported lists as a stranger would: from the manifest on, with nothing but the addresses that files tell. */
public final class EdgeReader {
    private static final int HASH = 32;

    private final Path folder;

    public EdgeReader(Path folder) {
        this.folder = folder;
    }

    public boolean isThere() {
        return Files.exists(folder.resolve("manifest.json"));
    }

    public JsonObject manifest() throws IOException {
        return new JsonObject(Files.readString(folder.resolve("manifest.json")));
    }

    /** Addresses of the lists, by key. */
    public String href(String key) throws IOException {
        return manifest().getJsonObject("lists").getJsonObject(key).getString("href");
    }

    public JsonObject list(String key) throws IOException {
        return json(href(key));
    }

    /** Addresses by film; none where the manifest has no similar films. */
    public JsonObject similar() throws IOException {
        JsonObject index = manifest().getJsonObject("similar");
        return index == null ? new JsonObject() : json(index.getString("href"));
    }

    public JsonObject json(String href) throws IOException {
        return new JsonObject(text(href));
    }

    /** The list that a personal folder points at. */
    public JsonObject personal(String name) throws IOException {
        return json("personal/" + name + "/" + pointer(name));
    }

    public String pointer(String name) throws IOException {
        Path pointer = folder.resolve("personal").resolve(name).resolve("feed.json");
        return new JsonObject(Files.readString(pointer)).getString("href");
    }

    public List<String> titles(String key) throws IOException {
        return titles(list(key));
    }

    public static List<String> titles(JsonObject list) {
        return list.getJsonArray("recommendations").stream()
                .map(item -> ((JsonObject) item).getJsonObject("movies").getString("title"))
                .toList();
    }

    /** Follows one manifest to every file. Fails where one is missing, torn, or not what its name says; how many were read. */
    public int readAll() throws IOException {
        JsonObject manifest = manifest();
        List<String> hrefs = new ArrayList<>();
        JsonObject lists = manifest.getJsonObject("lists");
        for (String key : lists.fieldNames()) hrefs.add(lists.getJsonObject(key).getString("href"));
        JsonObject similar = manifest.getJsonObject("similar");
        if (similar != null) {
            JsonObject index = json(similar.getString("href"));
            for (String film : index.fieldNames()) hrefs.add(index.getString(film));
        }
        for (String href : hrefs) {
            JsonObject list = json(href);
            if (list.getJsonArray("recommendations").isEmpty()) throw new AssertionError("an empty list: " + href);
        }
        return hrefs.size();
    }

    private String text(String href) throws IOException {
        try (GZIPInputStream zipped =
                new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(folder.resolve(href))))) {
            byte[] json = zipped.readAllBytes();
            String name = href.substring(href.lastIndexOf('/') + 1);
            if (!name.endsWith(hash(json) + ".json")) throw new AssertionError("not what its name says: " + href);
            return new String(json, StandardCharsets.UTF_8);
        }
    }

    private static String hash(byte[] json) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json))
                    .substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
