package io.cineai.export;

/** What became of files so far. */
public final class Figures {
    private long written;
    private long unchanged;
    private long bytes;
    private long bytesWritten;
    private long removed;

    /** New files, manifest and pointers not counted. */
    public long written() {
        return written;
    }

    /** Files that were there already and say the same. */
    public long unchanged() {
        return unchanged;
    }

    /** Of all files that are named now. */
    public long bytes() {
        return bytes;
    }

    public long bytesWritten() {
        return bytesWritten;
    }

    /** Files past their grace, and personal folders that are nobody's any more. */
    public long removed() {
        return removed;
    }

    long countWritten(long size) {
        written++;
        bytes += size;
        bytesWritten += size;
        return size;
    }

    long countUnchanged(long size) {
        unchanged++;
        bytes += size;
        return size;
    }

    void countRemoved() {
        removed++;
    }
}
