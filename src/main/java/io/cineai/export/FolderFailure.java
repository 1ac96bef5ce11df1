package io.cineai.export;

import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * The folder cannot be read or written. Says what was attempted and why it failed, and never a path: names of personal folders are
 * secrets. It has no cause: an {@link IOException} below it would be taken for a database out of reach.
 */
public final class FolderFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderFailure(String what, IOException why) {
        super("the export folder cannot be " + what + ": " + reason(why));
    }

    private static String reason(IOException why) {
        String kind = why.getClass().getSimpleName();
        if (!(why instanceof FileSystemException file)) return why.getMessage() == null ? kind : why.getMessage();
        return file.getReason() == null ? kind : file.getReason();
    }
}
