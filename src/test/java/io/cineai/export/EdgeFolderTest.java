package io.cineai.export;

import static io.cineai.testkit.FilmBuilder.idOf;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.testkit.EdgeReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeFolderTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    Path folder;

    EdgeReader reader;

    @BeforeEach
    void aReader() {
        reader = new EdgeReader(folder);
    }

    @Test
    void nobodySeesAnythingBeforeTheSwitch() throws IOException {
        export(NOON, Shelf.popular("Heat"));
        try (EdgeFolder open = open(NOON)) {
            Edition edition = open.edition();
            edition.add(Shelf.popular("Ronin"));

            assertThat(reader.titles("popular"), equalTo(List.of("Heat")));

            assertThat(edition.publish(), is(true));
            assertThat(reader.titles("popular"), equalTo(List.of("Ronin")));
        }
    }

    @Test
    void theManifestSaysWhatThereIs() throws IOException {
        try (EdgeFolder open = open(NOON)) {
            Edition edition = open.edition();
            edition.add(Shelf.popular("Heat", "Ronin"));
            edition.add(Shelf.list("genre/sci-fi", "Sci-Fi", "Alien"));
            edition.addSimilar(idOf("Heat"), Shelf.list("similar/" + idOf("Heat"), "Heat", "Ronin"));
            edition.publish();
        }

        var popular = reader.manifest().getJsonObject("lists").getJsonObject("popular");
        assertThat(reader.manifest().getString("generatedAt"), equalTo("2026-11-28T12:00:00Z"));
        assertThat(popular.getInteger("films"), equalTo(2));
        assertThat(popular.getLong("bytes"), equalTo(Files.size(folder.resolve(popular.getString("href")))));
        assertThat(
                reader.manifest()
                        .getJsonObject("lists")
                        .getJsonObject("genre/sci-fi")
                        .getString("name"),
                equalTo("Sci-Fi"));
        assertThat(reader.href("genre/sci-fi"), containsString("lists/genre-sci-fi."));
        assertThat(reader.manifest().getJsonObject("similar").getInteger("films"), equalTo(1));
        assertThat(
                EdgeReader.titles(
                        reader.json(reader.similar().getString(idOf("Heat").toString()))),
                equalTo(List.of("Ronin")));
        assertThat(reader.readAll(), equalTo(2 + 1));
    }

    @Test
    void anEmptyEditionIsAManifestWithoutLists() throws IOException {
        export(NOON);

        assertThat(reader.manifest().getJsonObject("lists").isEmpty(), is(true));
        assertThat(reader.readAll(), equalTo(0));
    }

    @Test
    void anEqualEditionChangesNoByteAndNoTime() throws IOException {
        export(NOON, Shelf.popular("Heat"), Shelf.list("genre/crime", "Crime", "Heat"));
        String before = digest();

        try (EdgeFolder open = open(NOON.plus(DAY))) {
            Edition edition = open.edition();
            edition.add(Shelf.popular("Heat"));
            edition.add(Shelf.list("genre/crime", "Crime", "Heat"));

            assertThat(edition.publish(), is(false));
            assertThat(open.figures().written(), equalTo(0L));
            assertThat(open.figures().unchanged(), equalTo(2L));
        }

        assertThat(digest(), equalTo(before));
    }

    @Test
    void aChangedListChangesNoOther() throws IOException {
        export(NOON, Shelf.popular("Heat"), Shelf.list("genre/crime", "Crime", "Heat"));
        String popular = reader.href("popular");
        String crime = reader.href("genre/crime");

        export(NOON.plus(DAY), Shelf.popular("Ronin"), Shelf.list("genre/crime", "Crime", "Heat"));

        assertThat(reader.href("popular"), not(equalTo(popular)));
        assertThat(reader.href("genre/crime"), equalTo(crime));
        assertThat(Files.getLastModifiedTime(folder.resolve(crime)), equalTo(FileTime.from(NOON)));
    }

    @Nested
    class WhatIsNamedNoMore {
        String heat;

        @BeforeEach
        void namedForTenDays() throws IOException {
            export(NOON.minus(Duration.ofDays(10)), Shelf.popular("Heat"));
            heat = reader.href("popular");
        }

        @Test
        void staysForItsGraceCountedFromTheSwitchAndThenGoes() throws IOException {
            export(NOON, Shelf.popular("Ronin"));
            assertThat(exists(heat), is(true));

            export(NOON.plus(DAY), Shelf.popular("Ronin"));
            assertThat(exists(heat), is(true));

            export(NOON.plus(DAY).plusSeconds(1), Shelf.popular("Ronin"));
            assertThat(exists(heat), is(false));
            assertThat(reader.titles("popular"), equalTo(List.of("Ronin")));
        }

        @Test
        void staysLongerWhereItWasNamedAgain() throws IOException {
            export(NOON, Shelf.popular("Ronin"));
            export(NOON.plus(DAY), Shelf.popular("Heat"));
            export(NOON.plus(DAY).plus(DAY), Shelf.popular("Ronin"));

            assertThat(exists(heat), is(true));
        }

        /** Its time of change says that it is retired, and the manifest that it is not: the manifest is right. */
        @Test
        void staysWhereItsExporterWasKilledBeforeTheSwitch() throws IOException {
            Files.setLastModifiedTime(folder.resolve(heat), FileTime.from(NOON));

            export(NOON.plus(DAY.multipliedBy(3)), Shelf.popular("Heat"));

            assertThat(exists(heat), is(true));
            assertThat(reader.readAll(), equalTo(1));
        }

        @Test
        void goesAfterItsGraceWhereNoManifestEverNamedIt() throws IOException {
            try (EdgeFolder killed = open(NOON)) {
                killed.edition().add(Shelf.popular("Alien"));
            }
            assertThat(files("lists"), equalTo(2L));

            export(NOON.plus(DAY).plusSeconds(1), Shelf.popular("Heat"));

            assertThat(files("lists"), equalTo(1L));
        }
    }

    @Test
    void leftoversOfTheKilledAreClearedAndWhatIsNotOursStays() throws IOException {
        export(NOON, Shelf.popular("Heat"));
        Files.writeString(folder.resolve(".work/3f0c.7"), "half a fi");
        Files.writeString(folder.resolve("lists/readme.txt"), "somebody's");
        Files.writeString(folder.resolve("index.html"), "somebody's");
        for (String file : List.of("lists/readme.txt", "index.html"))
            Files.setLastModifiedTime(folder.resolve(file), FileTime.from(Instant.EPOCH));

        export(NOON.plus(DAY), Shelf.popular("Ronin"));

        assertThat(files(".work"), equalTo(1L));
        assertThat(exists("lists/readme.txt"), is(true));
        assertThat(exists("index.html"), is(true));
    }

    @Test
    void whoComesSecondFindsItTakenAndTheThirdFindsItFree() {
        try (EdgeFolder first = open(NOON)) {
            assertThat(EdgeFolder.open(folder.resolve("."), NOON, DAY), equalTo(Optional.empty()));
            assertThat(EdgeFolder.open(folder, NOON, DAY), equalTo(Optional.empty()));
        }

        open(NOON).close();
    }

    /** As another process would hold it: not by this class. */
    @Test
    void aLockOfSomebodyElseIsHeeded() throws IOException {
        open(NOON).close();
        try (FileChannel other = FileChannel.open(folder.resolve(".work/lock"), StandardOpenOption.WRITE)) {
            other.lock();

            assertThat(EdgeFolder.open(folder, NOON, DAY), equalTo(Optional.empty()));
        }
        open(NOON).close();
    }

    @Test
    void aDamagedManifestIsWrittenAnew() throws IOException {
        export(NOON, Shelf.popular("Heat"));
        for (String damaged : List.of("", "{\"lists\": {", "[]", "{\"generatedAt\": 1, \"lists\": {}}")) {
            Files.writeString(folder.resolve("manifest.json"), damaged);

            export(NOON, Shelf.popular("Heat"));

            assertThat(reader.titles("popular"), equalTo(List.of("Heat")));
        }
    }

    @Test
    void aFileThatSomebodyDeletedComesBack() throws IOException {
        export(NOON, Shelf.popular("Heat"));
        Files.delete(folder.resolve(reader.href("popular")));

        export(NOON.plus(DAY), Shelf.popular("Heat"));

        assertThat(reader.readAll(), equalTo(1));
    }

    @Test
    void anAddressThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
        Path outside = Files.writeString(folder.resolve("x.ba7816bf8f01cfea414140de5dae2223.json"), "somebody's");
        Files.setLastModifiedTime(outside, FileTime.from(Instant.EPOCH));
        Path edge = folder.resolve("edge");
        Files.createDirectories(edge);
        Files.writeString(edge.resolve("manifest.json"), """
                {"generatedAt": "2026-11-28T12:00:00Z", "lists":
                 {"popular": {"href": "../x.ba7816bf8f01cfea414140de5dae2223.json", "films": 1, "bytes": 1}}}""");

        try (EdgeFolder open = EdgeFolder.open(edge, NOON, DAY).orElseThrow()) {
            open.edition().publish();
        }

        assertThat(Files.getLastModifiedTime(outside), equalTo(FileTime.from(Instant.EPOCH)));
    }

    @Test
    void whatAnUnfinishedEditionDidNotReachStands() throws IOException {
        try (EdgeFolder open = open(NOON)) {
            Edition edition = open.edition();
            edition.addSimilar(idOf("Heat"), Shelf.list("similar/heat", "Heat", "Ronin"));
            edition.addSimilar(idOf("Alien"), Shelf.list("similar/alien", "Alien", "Aliens"));
            edition.publish();
        }
        try (EdgeFolder open = open(NOON.plus(DAY.multipliedBy(2)))) {
            Edition edition = open.edition();
            edition.addSimilar(idOf("Heat"), Shelf.list("similar/heat", "Heat", "Collateral"));
            edition.keepOtherSimilar();
            edition.publish();
        }

        assertThat(similarTo("Heat"), equalTo(List.of("Collateral")));
        assertThat(similarTo("Alien"), equalTo(List.of("Aliens")));
        assertThat(reader.readAll(), equalTo(2));
    }

    @Test
    void whoOnlyLooksWritesNothingAndNeedsNoFolder() throws IOException {
        Path none = folder.resolve("none");
        EdgeFolder look = EdgeFolder.look(none, NOON, DAY);
        Edition edition = look.edition();
        edition.add(Shelf.popular("Heat"));

        assertThat(edition.publish(), is(true));
        assertThat(look.figures().written(), equalTo(1L));
        assertThat(look.figures().bytes() > 100, is(true));
        assertThat(Files.exists(none), is(false));
    }

    @Test
    void aFolderThatCannotBeOneIsAFailureThatNamesNoPath() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        var failure = assertThrows(FolderFailure.class, () -> EdgeFolder.open(file, NOON, DAY));

        assertThat(failure.getMessage(), containsString("the export folder cannot be opened"));
        assertThat(failure.getMessage(), not(containsString(folder.toString())));
        assertThat(failure.getCause() == null, is(true));
    }

    private List<String> similarTo(String title) throws IOException {
        return EdgeReader.titles(
                reader.json(reader.similar().getString(idOf(title).toString())));
    }

    private EdgeFolder open(Instant now) {
        return EdgeFolder.open(folder, now, DAY).orElseThrow();
    }

    private void export(Instant now, PublicList... lists) {
        try (EdgeFolder open = open(now)) {
            Edition edition = open.edition();
            for (PublicList list : lists) edition.add(list);
            edition.publish();
        }
    }

    private boolean exists(String file) {
        return Files.exists(folder.resolve(file));
    }

    private long files(String in) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(in))) {
            return files.count();
        }
    }

    /** Changes with every byte and every time of change. */
    private String digest() throws IOException {
        StringBuilder digest = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList())
                digest.append(folder.relativize(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append(' ')
                        .append(Names.hash(Files.readAllBytes(file)))
                        .append('\n');
        }
        return digest.toString();
    }
}
