package io.cineai.usecase.read;

import io.cineai.store.feed.ContentHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** An answer that is kept, because others will ask for the same. */
record Page(byte[] zipped, String etag) {
    static Page of(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Page(bytes.toByteArray(), ContentHash.of(plain));
    }

    Answer answer(Set<String> known) {
        return Answer.isKnown(etag, known) ? Answer.unchanged(etag, null) : new Answer(zipped, true, etag, null);
    }
}
