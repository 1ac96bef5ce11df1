package io.cineai.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is one exporter's at a time, and nobody's who reads it. Files come under a name of their own into {@code .work}, are
 * forced to the disk, and then renamed: no reader ever sees a part of one. What is no longer named stays for a grace, because somebody may
 * have the manifest that named it; its time of change says since when.
 */
public final class EdgeFolder implements AutoCloseable {
    private static final String WORK = ".work";
    private static final String LOCK = "lock";

    /** Of this process. A lock on a file is the process's: to close the file once is to give up the lock of all who have it open. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final Instant now;
    private final Instant graceBegan;
    private final @Nullable FileChannel lock;
    private final String token = UUID.randomUUID().toString();
    private final Figures figures = new Figures();
    private int temporaries;

    private EdgeFolder(Path root, Instant now, Duration grace, @Nullable FileChannel lock) {
        this.root = root;
        this.now = now;
        this.graceBegan = now.minus(grace);
        this.lock = lock;
    }

    /**
     * To write; clears what killed exporters left half done. Empty while another exporter has it, in whatever process.
     *
     * @param grace how long a file stays that is named no more
     */
    public static Optional<EdgeFolder> open(Path folder, Instant now, Duration grace) {
        Path root = folder.toAbsolutePath().normalize();
        if (!OPEN.add(root)) return Optional.empty();
        boolean opened = false;
        try {
            Optional<EdgeFolder> free =
                    locked(root).map(lock -> new EdgeFolder(root, now, grace, lock).withoutLeftovers());
            opened = free.isPresent();
            return free;
        } catch (IOException why) {
            throw new FolderFailure("opened", why);
        } finally {
            if (!opened) OPEN.remove(root);
        }
    }

    /** To count only: nothing is written, nothing is locked, and the folder need not be there. */
    public static EdgeFolder look(Path folder, Instant now, Duration grace) {
        return new EdgeFolder(folder.toAbsolutePath().normalize(), now, grace, null);
    }

    private static Optional<FileChannel> locked(Path root) throws IOException {
        Path work = Files.createDirectories(root.resolve(WORK));
        FileChannel channel = FileChannel.open(work.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean ours = false;
        try {
            ours = channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            // not ours
        } finally {
            if (!ours) channel.close();
        }
        return ours ? Optional.of(channel) : Optional.empty();
    }

    private EdgeFolder withoutLeftovers() {
        try {
            for (Path file : files(root.resolve(WORK), file -> !file.endsWith(LOCK))) Files.delete(file);
        } catch (IOException why) {
            close();
            throw new FolderFailure("cleared", why);
        }
        return this;
    }

    public Edition edition() {
        return new Edition(this);
    }

    public Figures figures() {
        return figures;
    }

    boolean isOnlyLookedAt() {
        return lock == null;
    }

    Path path(String relative) {
        return root.resolve(relative);
    }

    Instant now() {
        return now;
    }

    /** What a file says that never changes: it is written where it is not there yet. Its size, zipped. */
    long put(Path file, byte[] json) {
        try {
            if (Files.exists(file)) return figures.countUnchanged(Files.size(file));
            byte[] zipped = Gzip.zip(json);
            if (!isOnlyLookedAt()) write(file, zipped);
            return figures.countWritten(zipped.length);
        } catch (IOException why) {
            throw new FolderFailure("written", why);
        }
    }

    /** The switch: whoever reads finds the old file or the new one. */
    void replace(Path file, byte[] content) {
        try {
            write(file, content);
        } catch (IOException why) {
            throw new FolderFailure("written", why);
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        Path temporary = root.resolve(WORK).resolve(token + "." + temporaries++);
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(true);
        }
        Files.setLastModifiedTime(temporary, FileTime.from(now));
        Files.createDirectories(file.getParent());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts the names of new files on the disk before the file that names them. Where a folder cannot be forced, the system sees to it. */
    void force(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows opens no folders.
        }
    }

    /** From now on it is named no more: its grace begins. Before the switch, so that whoever is killed in between shortens no grace. */
    void retire(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (NoSuchFileException gone) {
            // nothing to keep
        } catch (IOException why) {
            throw new FolderFailure("written", why);
        }
    }

    /** Removes what is ours, not named, and past its grace. */
    void sweep(Path folder, Predicate<Path> isNamed) {
        try {
            for (Path file : files(folder, it -> Names.isImmutable(String.valueOf(it.getFileName())))) {
                if (isNamed.test(file)
                        || !Files.getLastModifiedTime(file).toInstant().isBefore(graceBegan)) continue;
                if (!isOnlyLookedAt()) Files.delete(file);
                figures.countRemoved();
            }
        } catch (IOException why) {
            throw new FolderFailure("swept", why);
        }
    }

    /** None where there is no folder. */
    static List<Path> files(Path folder, Predicate<Path> which) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) if (which.test(file)) found.add(file);
        }
        return found;
    }

    @Override
    public void close() {
        if (lock == null) return;
        try {
            lock.close();
        } catch (IOException given) {
            // The lock goes with the file, whatever closing it says.
        }
        OPEN.remove(root);
    }
}
