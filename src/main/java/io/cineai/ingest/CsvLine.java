package io.cineai.ingest;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.stream.Stream;

/** One line of a {@link CsvTable}: its fields by column name, and complaints that name the place. */
record CsvLine(String file, List<String> header, CsvRecord record) {

    String text(String column) {
        return record.getField(header.indexOf(column)).strip();
    }

    String required(String column) {
        String text = text(column);
        if (text.isEmpty()) throw bad(column, "must not be empty", text);
        return text;
    }

    /** Parts joined by a bar, none where the field is empty; each once. */
    List<String> list(String column) {
        return Stream.of(text(column).split("\\|"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    int integer(String column, int min) {
        return (int) whole(column, min, Integer.MAX_VALUE);
    }

    long whole(String column, long min, long max) {
        String text = text(column);
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw bad(column, "must be a whole number", text);
        }
        if (number < min || number > max) throw bad(column, "must be in [" + min + ", " + max + "]", text);
        return number;
    }

    double decimal(String column) {
        try {
            return Double.parseDouble(text(column));
        } catch (NumberFormatException notANumber) {
            throw bad(column, "must be a number", text(column));
        }
    }

    BadSourceException bad(String column, String rule, String value) {
        return new BadSourceException(
                place() + ", column " + column + ": " + rule + ": " + (value.isEmpty() ? "(empty)" : value));
    }

    void checkFieldCount() {
        if (record.getFieldCount() != header.size())
            throw new BadSourceException(place() + ": must have " + header.size() + " fields ("
                    + String.join(",", header) + "): " + record.getFieldCount());
    }

    private String place() {
        return file + ", line " + record.getStartingLineNumber();
    }
}
