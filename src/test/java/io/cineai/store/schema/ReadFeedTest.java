package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadFeedTest {
    private static final String READ = "select body is null, etag, hidden, algorithm_used, generated_at is not null,"
            + " checked_at is not null from cineai.read_feed(?, ?, ?)";

    private final TestPostgres database = TestPostgres.fresh();
    private Session reader;
    private UUID ada;
    private UUID bob;

    @BeforeEach
    void twoUsersWithAFeed() throws Exception {
        try (Session session = database.connect()) {
            ada = World.aUser(session);
            bob = World.aUser(session);
            World.aFeed(session, ada, "W/ada");
            World.aFeed(session, bob, "W/bob");
        }
        reader = database.connect(TestPostgres.READER);
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
    }

    @Test
    void theClaimedUserGetsTheirFeed() throws Exception {
        assertEquals("false W/ada {} hybrid true true", read(ada, ada, null));
        assertEquals("false W/bob {} hybrid true true", read(bob, bob, "W/other"));
    }

    @Test
    void theBodyIsLeftOutWhereTheCallerHasIt() throws Exception {
        assertEquals("true W/ada {} hybrid true true", read(ada, ada, "W/ada"));
    }

    @Test
    void whoHasTheBodyGetsItAgainWhereAFilmIsHiddenSince() throws Exception {
        UUID dismissed = UUID.randomUUID();
        try (Session session = database.connect()) {
            session.run("update public.recommendation_feeds set hidden = array[?]", dismissed);
        }

        assertEquals("false W/ada {" + dismissed + "} hybrid true true", read(ada, ada, "W/ada"));
    }

    @Test
    void theFeedOfAnotherUserIsNotThere() throws Exception {
        assertEquals(List.of(), reader.rows(READ, bob, Session.claims("authenticated", ada), null));
        assertEquals(List.of(), reader.rows(READ, bob, "{}", null));
        assertEquals(List.of(), reader.rows(READ, bob, "", null));
        assertEquals(List.of(), reader.rows(READ, bob, null, null));
    }

    @Test
    void claimsDoNotOutliveTheStatement() throws Exception {
        read(ada, ada, null);

        assertEquals("", reader.one("select current_setting('request.jwt.claims', true)"));
        assertEquals(0, reader.count("select count(*) from recommendation_feeds"));
    }

    private String read(UUID user, UUID claimed, String etag) throws Exception {
        return reader.one(READ, user, Session.claims("authenticated", claimed), etag);
    }
}
