package io.cineai.usecase.export;

import io.cineai.export.FolderFailure;
import io.cineai.export.Members;
import io.cineai.export.PersonalFolders;
import io.cineai.store.export.ExportStore;
import io.cineai.store.export.ExportStore.PersonalFeed;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.store.feed.FeedSlice;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The ready lists of users who asked for a file of theirs. First the folders of those go who ask no more, or are no more: however long
 * the rest takes, they do not wait for it.
 */
@ApplicationScoped
class PersonalFeeds {
    private static final int MEMBERS = 10_000;

    private final ExportStore store;
    private final ExportConfig config;

    PersonalFeeds(ExportStore store, ExportConfig config) {
        this.store = store;
        this.config = config;
    }

    Uni<Void> add(Export export) {
        PersonalFolders folders = new PersonalFolders(export.folder());
        return switch (export.plan().personal()) {
            case LEAVE -> Uni.createFrom().voidItem();
            case REMOVE -> keepOnly(folders, new Members());
            case EXPORT ->
                members(export.plan().secret())
                        .chain(members -> keepOnly(folders, members))
                        .chain(() -> pages(export, folders));
        };
    }

    private static Uni<Void> keepOnly(PersonalFolders folders, Members members) {
        return ExportLists.onWorker(() -> {
                    folders.keepOnly(members::has);
                    return members;
                })
                .replaceWithVoid();
    }

    private Uni<Members> members(String secret) {
        Members members = new Members();
        UserId[] after = {ExportStore.FIRST};
        return Multi.createBy()
                .repeating()
                .uni(() -> store.members(after[0], MEMBERS)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(page -> page.forEach(user -> members.add(PersonalFolders.name(secret, user))))
                        .invoke(page -> after[0] = last(page, after[0])))
                .whilst(page -> page.size() == MEMBERS)
                .collect()
                .last()
                .replaceWith(members);
    }

    private static UserId last(List<UserId> page, UserId before) {
        return page.isEmpty() ? before : page.get(page.size() - 1);
    }

    private Uni<Void> pages(Export export, PersonalFolders folders) {
        UserId[] after = {ExportStore.FIRST};
        return Multi.createBy()
                .repeating()
                .uni(() -> page(export, after[0])
                        .invoke(page -> page.forEach(feed -> add(export, folders, feed)))
                        .invoke(page -> after[0] =
                                last(page.stream().map(PersonalFeed::user).toList(), after[0])))
                .whilst(page -> page.size() == config.page())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<List<PersonalFeed>> page(Export export, UserId after) {
        if (export.isOver()) {
            export.leaves("personal", 0);
            return Uni.createFrom().item(List.of());
        }
        return store.feeds(after, config.page()).emitOn(Infrastructure.getDefaultWorkerPool());
    }

    /** A list that cannot be read is that user's failure alone; a folder that cannot be written is everybody's. */
    private static void add(Export export, PersonalFolders folders, PersonalFeed feed) {
        try {
            folders.put(PersonalFolders.name(export.plan().secret(), feed.user()), shown(feed));
            export.addedPersonal();
        } catch (FolderFailure why) {
            throw why;
        } catch (RuntimeException damaged) {
            export.failed(feed.user().toString(), "the list cannot be read: " + damaged.getMessage());
        }
    }

    /** What the read function would answer. */
    private static byte[] shown(PersonalFeed feed) {
        byte[] json = FeedSlice.unzip(feed.body());
        return feed.hidden().isEmpty() ? json : FeedSlice.first(json, FeedRenderer.SERVED, feed.hidden());
    }
}
