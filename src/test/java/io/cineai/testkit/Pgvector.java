package io.cineai.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * pgvector for the embedded Postgres, which does not bring it: {@code vector.so}, {@code vector.control} and {@code vector--*.sql} in a folder
 * ({@code -Dcineai.pgvector=<folder>}), compiled for the same Postgres. It is no part of this project.
 */
final class Pgvector {
    private static final List<String> USUAL =
            List.of("../shared/pgvector", "../../shared/pgvector", "../../../shared/pgvector");

    private Pgvector() {}

    static void orSkip() {
        boolean found = folder().isPresent();
        if (!found) System.out.println("Skipped, no pgvector: set -Dcineai.pgvector=<folder>");
        Assumptions.assumeTrue(found);
    }

    /** Puts the files beside what the server was unpacked to; an extension that nobody creates changes nothing for others. */
    static void bringTo(TestPostgres database) {
        try (Session session = database.connect()) {
            copy(".so", Path.of(session.one("select setting from pg_config where name = 'PKGLIBDIR'")));
            Path share = Path.of(session.one("select setting from pg_config where name = 'SHAREDIR'"));
            copy(".control", share.resolve("extension"));
            copy(".sql", share.resolve("extension"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded Postgres does not tell its folders", e);
        }
    }

    private static Optional<Path> folder() {
        return Stream.concat(Stream.ofNullable(System.getProperty("cineai.pgvector")), USUAL.stream())
                .map(Path::of)
                .filter(folder -> Files.exists(folder.resolve("vector.so")))
                .findFirst();
    }

    private static void copy(String ending, Path target) throws IOException {
        try (Stream<Path> files = Files.list(folder().orElseThrow())) {
            for (Path file : files.filter(it -> it.toString().endsWith(ending)).toList()) {
                Path there = target.resolve(file.getFileName());
                if (Files.exists(there)) continue;
                Path beside = Files.copy(
                        file, Files.createTempFile(target, "new", ending), StandardCopyOption.REPLACE_EXISTING);
                Files.move(beside, there, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
