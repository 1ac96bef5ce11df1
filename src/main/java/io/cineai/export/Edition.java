package io.cineai.export;

import io.cineai.export.Manifest.Entry;
import io.cineai.movie.MovieId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The public lists of one export. Until {@link #publish} nobody can see that there is anything new. */
public final class Edition {
    private static final Logger LOG = Logger.getLogger(Edition.class);
    private static final String MANIFEST = "manifest.json";
    private static final String LISTS = "lists";
    private static final String SIMILAR = "similar";
    private static final String INDEX = "index";

    private final EdgeFolder folder;
    private final Optional<Manifest> before;
    private final SortedMap<String, Entry> lists = new TreeMap<>();
    private final SortedMap<String, String> similar = new TreeMap<>();

    Edition(EdgeFolder folder) {
        this.folder = folder;
        before = published();
    }

    public void add(PublicList list) {
        lists.put(list.key(), put(LISTS, list.key().replace('/', '-'), list.name(), list.films(), list.toJson()));
    }

    public void addSimilar(MovieId film, PublicList list) {
        Entry entry = put(SIMILAR, film.toString(), null, list.films(), list.toJson());
        similar.put(film.toString(), entry.href());
    }

    /** For an export that could not look at all films: what the last one found for the others stands. */
    public void keepOtherSimilar() {
        before.ifPresent(manifest -> manifest.similar().forEach((film, href) -> {
            if (ours(href).filter(Files::exists).isPresent()) similar.putIfAbsent(film, href);
        }));
    }

    public int lists() {
        return lists.size();
    }

    public int similar() {
        return similar.size();
    }

    /** Switches readers to this edition, all at once; false where it says what the last one said, and no byte of the manifest changes. */
    public boolean publish() {
        Entry index = similar.isEmpty() ? null : put(SIMILAR, INDEX, null, similar.size(), Manifest.indexJson(similar));
        Manifest next = new Manifest(folder.now(), lists, index, similar);
        boolean isNew = before.filter(next::saysTheSame).isEmpty();
        if (isNew && !folder.isOnlyLookedAt()) switchTo(next);
        sweep(next);
        return isNew;
    }

    private Entry put(String in, String stem, @Nullable String name, int films, byte[] json) {
        String href = in + "/" + stem + "." + Names.hash(json) + ".json";
        return new Entry(name, href, films, folder.put(folder.path(href), json));
    }

    private void switchTo(Manifest next) {
        Set<String> named = next.hrefs();
        before.ifPresent(manifest -> manifest.hrefs().stream()
                .filter(href -> !named.contains(href))
                .forEach(href -> ours(href).ifPresent(folder::retire)));
        folder.force(folder.path(LISTS));
        folder.force(folder.path(SIMILAR));
        folder.replace(folder.path(MANIFEST), next.toJson());
        folder.force(folder.path(""));
    }

    private void sweep(Manifest current) {
        Set<Path> named = new HashSet<>();
        current.hrefs().forEach(href -> named.add(folder.path(href)));
        folder.sweep(folder.path(LISTS), named::contains);
        folder.sweep(folder.path(SIMILAR), named::contains);
    }

    /** The file of an address that a manifest tells; none where it leads to what is not ours. */
    private Optional<Path> ours(String href) {
        String[] parts = href.split("/", -1);
        boolean ours = parts.length == 2
                && (parts[0].equals(LISTS) || parts[0].equals(SIMILAR))
                && Names.isImmutable(parts[1]);
        return ours ? Optional.of(folder.path(href)) : Optional.empty();
    }

    /** A manifest that cannot be read names nothing: the next one is written anew. */
    private Optional<Manifest> published() {
        try {
            return Optional.of(Manifest.of(Files.readAllBytes(folder.path(MANIFEST)), this::unzipped));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        } catch (IOException damaged) {
            LOG.warn("the manifest in the export folder cannot be read, and is written anew");
            return Optional.empty();
        }
    }

    private byte[] unzipped(String href) throws IOException {
        Optional<Path> file = ours(href);
        if (file.isEmpty()) throw new IOException("an index that is not ours");
        return Gzip.unzip(Files.readAllBytes(file.get()));
    }
}
