package io.cineai.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Cuts a stream into lists of one size, the last one shorter; reads no further than it is asked to. */
record Batches(int size) {
    Batches {
        if (size < 1) throw new IllegalArgumentException("batch size must be 1 or more: " + size);
    }

    <T> Stream<List<T>> of(Stream<T> items) {
        Iterator<T> source = items.iterator();
        Iterator<List<T>> batches = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return source.hasNext();
            }

            @Override
            public List<T> next() {
                List<T> batch = new ArrayList<>(size);
                do batch.add(source.next());
                while (batch.size() < size && source.hasNext());
                return List.copyOf(batch);
            }
        };
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(batches, traits), false)
                .onClose(items::close);
    }
}
