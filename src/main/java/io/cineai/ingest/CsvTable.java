package io.cineai.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A CSV file with a known header, read line by line; UTF-8 with or without BOM, any line end, empty lines skipped. */
final class CsvTable implements Iterator<CsvLine>, Closeable {
    private final String file;
    private final List<String> header;
    private final CloseableIterator<CsvRecord> records;

    private CsvTable(String file, List<String> header, CsvReader<CsvRecord> reader) {
        this.file = file;
        this.header = header;
        this.records = reader.iterator();
        try {
            checkHeader();
        } catch (BadSourceException bad) {
            close();
            throw bad;
        }
    }

    /** The lines after the header; the stream must be closed. */
    static Stream<CsvLine> lines(Path path, String... header) {
        String file = path.getFileName().toString();
        if (!Files.isRegularFile(path)) throw new BadSourceException(file + ": no such file in " + path.getParent());
        try {
            return lines(file, Files.newInputStream(path), header);
        } catch (IOException e) {
            throw new BadSourceException(file + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    static Stream<CsvLine> lines(String file, InputStream in, String... header) {
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .detectBomHeader(true)
                .ofCsvRecord(in);
        CsvTable table = new CsvTable(file, List.of(header), reader);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(table, traits), false)
                .onClose(table::close);
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public CsvLine next() {
        CsvLine line = new CsvLine(file, header, nextRecord());
        line.checkFieldCount();
        return line;
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private void checkHeader() {
        if (!hasNext()) throw new BadSourceException(file + ": is empty, header expected: " + String.join(",", header));
        List<String> found = nextRecord().getFields();
        if (!found.equals(header))
            throw new BadSourceException(
                    file + ", line 1: header must be " + String.join(",", header) + ": " + String.join(",", found));
    }

    private CsvRecord nextRecord() {
        try {
            return records.next();
        } catch (NoSuchElementException end) {
            throw end;
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private BadSourceException unreadable(Exception e) {
        return new BadSourceException(file + ": cannot be read as CSV: " + e.getMessage(), e);
    }
}
