package io.cineai.functions.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The Postgres of a process that was killed: it still runs on its folder, and no other may. */
record Orphan(ProcessHandle postgres) {
    private static final Logger LOG = Logger.getLogger(Orphan.class);
    private static final int PATIENCE_SECONDS = 10;

    /** Held by the process that started the Postgres, as long as it lives. */
    private static final String OWNER = "epg-lock";

    /** Empty where none runs. Fails where its owner is alive: two processes cannot share a folder. */
    static Optional<Orphan> in(Path folder) {
        try {
            Path state = folder.resolve("postmaster.pid");
            if (!Files.exists(state)) return Optional.empty();
            if (hasOwner(folder.resolve(OWNER)))
                throw new IllegalStateException("another process works on this folder: " + folder);
            List<String> lines = Files.readAllLines(state);
            return lines.isEmpty() ? Optional.empty() : running(lines.get(0).trim());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void end() {
        LOG.infof("ending the Postgres that an earlier process left behind (%d)", postgres.pid());
        postgres.destroy();
        try {
            postgres.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException unwilling) {
            postgres.destroyForcibly();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasOwner(Path lock) throws IOException {
        if (!Files.exists(lock)) return false;
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    /** A number may be another process's by now, after a restart of the machine above all. */
    private static Optional<Orphan> running(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info()
                        .command()
                        .filter(it -> Path.of(it).getFileName().toString().startsWith("postgres"))
                        .isPresent())
                .map(Orphan::new);
    }
}
