package io.cineai.ingest;

import java.io.Serial;

/** A file that cannot be read as what it should be. The message names file, line, column and the rule that is broken. */
public final class BadSourceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BadSourceException(String message) {
        super(message);
    }

    BadSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
