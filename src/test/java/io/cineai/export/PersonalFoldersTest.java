package io.cineai.export;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.taste.UserId;
import io.cineai.testkit.EdgeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalFoldersTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final String SECRET = "a secret of thirty-two characters";
    private static final UserId ADA = new UserId(UUID.fromString("00000000-0000-0000-0000-00000000ADA0"));
    private static final String NAME = PersonalFolders.name(SECRET, ADA);

    @TempDir
    Path folder;

    EdgeReader reader;

    @BeforeEach
    void aReader() {
        reader = new EdgeReader(folder);
    }

    /** printf %s 00000000-0000-0000-0000-00000000ada0 | openssl dgst -sha256 -hmac 'a secret of thirty-two characters' */
    @Test
    void anybodyWithTheSecretTellsTheSameName() {
        assertEquals("ec9584a48b54d6a4d63f6599a341fbfe", NAME);
        assertThat(PersonalFolders.name(SECRET + "!", ADA), not(equalTo(NAME)));
    }

    @Test
    void thePointerLeadsToTheListAndTheOneBeforeStaysForItsGrace() throws IOException {
        put(NOON, NAME, "{\"generation\":1}");
        String first = reader.pointer(NAME);

        put(NOON.plus(DAY), NAME, "{\"generation\":2}");

        assertThat(reader.personal(NAME).getInteger("generation"), equalTo(2));
        assertThat(Files.exists(own().resolve(first)), is(true));

        put(NOON.plus(DAY).plus(DAY).plusSeconds(1), NAME, "{\"generation\":2}");

        assertThat(Files.exists(own().resolve(first)), is(false));
        assertThat(reader.personal(NAME).getInteger("generation"), equalTo(2));
    }

    @Test
    void anEqualListIsNotWrittenAgain() throws IOException {
        put(NOON, NAME, "{\"generation\":1}");
        var pointer = Files.getLastModifiedTime(own().resolve("feed.json"));

        Figures figures = put(NOON.plus(DAY), NAME, "{\"generation\":1}");

        assertThat(figures.written(), equalTo(0L));
        assertThat(figures.unchanged(), equalTo(1L));
        assertThat(Files.getLastModifiedTime(own().resolve("feed.json")), equalTo(pointer));
    }

    @Test
    void aDamagedPointerIsWrittenAnew() throws IOException {
        put(NOON, NAME, "{\"generation\":1}");
        Files.writeString(own().resolve("feed.json"), "{\"href\": ");

        put(NOON, NAME, "{\"generation\":1}");

        assertThat(reader.personal(NAME).getInteger("generation"), equalTo(1));
    }

    @Test
    void whatIsNobodysGoesAtOnceAndWhatIsNotOursStays() throws IOException {
        put(NOON, NAME, "{\"generation\":1}");
        put(NOON, "0".repeat(32), "{\"generation\":1}");
        Files.createDirectories(folder.resolve("personal/somebody"));
        Members members = new Members();
        members.add(NAME);

        try (EdgeFolder open = EdgeFolder.open(folder, NOON, DAY).orElseThrow()) {
            new PersonalFolders(open).keepOnly(members::has);
            assertThat(open.figures().removed(), equalTo(1L));
        }

        try (Stream<Path> left = Files.list(folder.resolve("personal"))) {
            assertThat(
                    left.map(it -> it.getFileName().toString()).sorted().toList(),
                    equalTo(Stream.of(NAME, "somebody").sorted().toList()));
        }
    }

    @Test
    void membersAreKnownHoweverManyTheyAre() {
        Members members = new Members();
        for (int n = 0; n < 5_000; n++) members.add(PersonalFolders.name(SECRET, new UserId(new UUID(0, n))));

        for (int n = 0; n < 5_000; n++)
            assertThat(members.has(PersonalFolders.name(SECRET, new UserId(new UUID(0, n)))), is(true));
        assertThat(members.has(PersonalFolders.name(SECRET, new UserId(new UUID(1, 0)))), is(false));
        assertThat(new Members().has(NAME), is(false));
    }

    private Path own() {
        return folder.resolve("personal").resolve(NAME);
    }

    private Figures put(Instant now, String name, String json) {
        try (EdgeFolder open = EdgeFolder.open(folder, now, DAY).orElseThrow()) {
            new PersonalFolders(open).put(name, json.getBytes(StandardCharsets.UTF_8));
            return open.figures();
        }
    }
}
