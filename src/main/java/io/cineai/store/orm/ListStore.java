package io.cineai.store.orm;

import io.cineai.item.ItemColumns;
import io.cineai.item.ItemJson;
import io.cineai.recommend.Recommendation;
import io.cineai.store.feed.ContentHash;
import io.cineai.store.feed.RenderedList;
import io.cineai.store.queue.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes users' lists: rows, ready response and queue entry in one call of one session, behind the fence of the claim. Under a token
 * that is no longer the row's, nothing is written. Films that were dismissed since the claim stay hidden: the list does not know
 * of them. Lists that are ready at the same time are written together, from whatever thread they come.
 */
@ApplicationScoped
public class ListStore {
    private static final String REPLACE = "select cineai.replace_lists("
            + IntStream.rangeClosed(1, 28).mapToObj(place -> "?" + place).collect(Collectors.joining(", ")) + ")";

    private static final String CONFIRM = "select cineai.confirm_list(?1, ?2, ?3)";

    /** Enough for the database to be busy while lists are made, few enough for lists to come together. */
    private static final int WRITERS = 2;

    /** For no longer than a transaction of so many are their users' queue rows locked. */
    private static final int TOGETHER = 8;

    private final Mutiny.SessionFactory sessions;
    private final EventLoop eventLoop;
    private final ArrayParameters arrays;
    private final GroupCommit<Replacement> replacements =
            new GroupCommit<>(WRITERS, TOGETHER, group -> replaced(group, false), one -> replaced(List.of(one), true)
                    .map(written -> written.test(one)));

    ListStore(Mutiny.SessionFactory sessions, EventLoop eventLoop, ArrayParameters arrays) {
        this.sessions = sessions;
        this.eventLoop = eventLoop;
        this.arrays = arrays;
    }

    private record Replacement(Claim claim, RenderedList rendered, String inputDigest, String madeWith) {
        List<Recommendation> films() {
            return rendered.list().films();
        }
    }

    /**
     * Replaces the user's generated rows and the ready response, and ends the claim; the user goes back into the queue where something
     * changed meanwhile. False when the claim is no longer ours: then nothing is written.
     */
    public Uni<Boolean> replace(Claim claim, RenderedList rendered, String inputDigest, String madeWith) {
        return replacements.write(new Replacement(claim, rendered, inputDigest, madeWith));
    }

    /** Who of the group was written. waits: for whoever holds a queue row; otherwise that list is left out. */
    private Uni<Predicate<Replacement>> replaced(List<Replacement> group, boolean waits) {
        List<Recommendation> films =
                group.stream().flatMap(it -> it.films().stream()).toList();
        Texts texts = Texts.of(group);
        return inSession(session -> session.createNativeQuery(REPLACE, UUID.class)
                        .setParameter(1, waits)
                        .setParameter(2, array(group, it -> it.claim().user().value(), UUID[]::new))
                        .setParameter(3, array(group, it -> it.claim().token(), UUID[]::new))
                        .setParameter(4, array(group, it -> it.claim().generation(), Long[]::new))
                        .setParameter(5, array(group, it -> it.rendered().taste(), String[]::new))
                        .setParameter(
                                6,
                                array(
                                        group,
                                        it -> ContentHash.of(
                                                it.rendered().taste().getBytes(StandardCharsets.UTF_8)),
                                        String[]::new))
                        .setParameter(7, bodies(group))
                        .setParameter(8, ends(group, it -> it.rendered().body().length))
                        .setParameter(9, array(group, it -> it.rendered().etag(), String[]::new))
                        .setParameter(
                                10,
                                array(
                                        group,
                                        it -> it.rendered().list().algorithm().label(),
                                        String[]::new))
                        .setParameter(11, array(group, Replacement::inputDigest, String[]::new))
                        .setParameter(12, array(group, Replacement::madeWith, String[]::new))
                        .setParameter(
                                13,
                                array(group, it -> it.rendered().generatedAt().toString(), String[]::new))
                        .setParameter(
                                14,
                                array(group, it -> it.rendered().freshUntil().toString(), String[]::new))
                        .setParameter(15, ends(group, it -> it.films().size()))
                        .setParameter(16, arrays.of(listOfEachFilm(group)))
                        .setParameter(17, arrays.of(idsOfRows(group)))
                        .setParameter(18, array(films, it -> it.movie().id().value(), UUID[]::new))
                        .setParameter(
                                19,
                                array(films, it -> it.score().movePointRight(2).intValueExact(), Integer[]::new))
                        .setParameter(20, array(films, it -> it.algorithm().label(), String[]::new))
                        .setParameter(
                                21,
                                array(films, it -> ItemJson.level(it.alignment().style()), Double[]::new))
                        .setParameter(
                                22,
                                array(films, it -> ItemJson.level(it.alignment().emotional()), Double[]::new))
                        .setParameter(23, texts.bytes())
                        .setParameter(24, arrays.of(texts.places(0)))
                        .setParameter(25, arrays.of(texts.places(1)))
                        .setParameter(26, arrays.of(texts.places(2)))
                        .setParameter(27, arrays.of(texts.places(ItemColumns.A_FILM)))
                        .setParameter(28, arrays.of(texts.digests()))
                        .getResultList())
                .map(Set::copyOf)
                .map(tokens -> one -> tokens.contains(one.claim().token()));
    }

    private <R, T> Object array(List<R> rows, Function<R, @Nullable T> value, IntFunction<T[]> ofSize) {
        T[] values = ofSize.apply(rows.size());
        for (int row = 0; row < values.length; row++) values[row] = value.apply(rows.get(row));
        return arrays.of(values);
    }

    private static byte[] bodies(List<Replacement> group) {
        ByteArrayOutputStream bodies = new ByteArrayOutputStream();
        for (Replacement one : group) bodies.writeBytes(one.rendered().body());
        return bodies.toByteArray();
    }

    /** Where each of the group ends that stand one after the other. */
    private Object ends(List<Replacement> group, Function<Replacement, Integer> length) {
        int[] end = {0};
        return array(group, it -> end[0] += length.apply(it), Integer[]::new);
    }

    /** The number of its list, counted from 1. */
    private static Integer[] listOfEachFilm(List<Replacement> group) {
        return IntStream.range(0, group.size())
                .boxed()
                .flatMap(place -> group.get(place).films().stream().map(film -> place + 1))
                .toArray(Integer[]::new);
    }

    private static UUID[] idsOfRows(List<Replacement> group) {
        return group.stream()
                .flatMap(it -> RowIds.of(it.claim().user(), it.films()).stream())
                .toArray(UUID[]::new);
    }

    /**
     * The texts of the group's films in one piece.
     *
     * @param places of each film, where its texts begin, and where the last of them ends, counted from 1
     */
    private record Texts(byte[] bytes, List<int[]> places) {
        static Texts of(List<Replacement> group) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            List<int[]> places = new ArrayList<>();
            for (Replacement one : group) {
                ItemColumns columns = one.rendered().columns();
                for (int film = 0; film < one.films().size(); film++)
                    places.add(columns.places(film, bytes.size() + 1));
                bytes.writeBytes(columns.bytes());
            }
            return new Texts(bytes.toByteArray(), places);
        }

        Integer[] places(int text) {
            return places.stream().map(film -> film[text]).toArray(Integer[]::new);
        }

        /** Of each film, what its thematic factors and its explanation say. */
        Long[] digests() {
            return places.stream()
                    .map(film -> ContentHash.ofPart(bytes, film[1] - 1, film[ItemColumns.A_FILM] - 1))
                    .toArray(Long[]::new);
        }
    }

    /** Says that the list is still true, and ends the claim as {@link #replace} does. */
    public Uni<Boolean> confirm(Claim claim, String madeWith) {
        return inSession(session -> session.createNativeQuery(CONFIRM, Boolean.class)
                .setParameter(1, claim.user().value())
                .setParameter(2, claim.token())
                .setParameter(3, madeWith)
                .getSingleResult());
    }

    /** Each unit of work is one statement, which is a transaction by itself: begin and commit would be two more round trips. */
    private <T> Uni<T> inSession(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return eventLoop.run(() -> sessions.withStatelessSession(work));
    }
}
