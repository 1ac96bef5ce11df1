package io.cineai.store.query;

import static io.cineai.testkit.QueryBuilder.aQuery;
import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.query.ParsedQuery;
import io.cineai.query.ParsedQuery.Parser;
import io.cineai.query.QueryKey;
import io.cineai.store.query.QueryStore.Begun;
import io.cineai.store.query.QueryStore.Known;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryStoreTest {
    private static final QueryKey SAD_ROBOTS = QueryKey.of("Sad robots");
    private static final ParsedQuery PARSE = aQuery().saying("robots").build();
    private static final ParsedQuery BETTER =
            aQuery().saying("robots").readBy(Parser.MODEL).build();

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.READER);
    private final QueryStore queries = new QueryStore(pool.pool());
    private Session db;
    private String ada;
    private String bob;
    private UUID adaId;

    @BeforeEach
    void twoUsers() throws Exception {
        db = database.connect();
        adaId = SampleWorld.aUser(db);
        ada = claims(adaId);
        bob = claims(SampleWorld.aUser(db));
    }

    @AfterEach
    void close() throws Exception {
        db.close();
        pool.close();
    }

    private static String claims(UUID user) {
        return "{\"sub\": \"" + user + "\", \"role\": \"authenticated\"}";
    }

    private Begun begin(String claims, QueryKey... keys) {
        return now(queries.begin(claims, List.of(keys)));
    }

    private List<Optional<ParsedQuery>> parses(String claims, QueryKey... keys) {
        return begin(claims, keys).queries().stream().map(Known::parse).toList();
    }

    private void shared(QueryKey key, String parse) throws Exception {
        db.run("""
                insert into public.conversational_query_cache (original_query, query_key, parsed_query, parser)
                values (?, ?, ?::jsonb, 'model')""", key.text(), key.text(), parse);
    }

    @Test
    void whatNobodyAskedBeforeIsUnknown() {
        assertEquals(List.of(Optional.empty()), parses(ada, SAD_ROBOTS));
    }

    @Test
    void aSharedParseIsEverybodysAndItsHitsAreCounted() throws Exception {
        shared(SAD_ROBOTS, QueryJson.of(BETTER));

        assertEquals(List.of(Optional.of(BETTER)), parses(ada, SAD_ROBOTS));
        assertEquals(List.of(Optional.empty(), Optional.of(BETTER)), parses(bob, QueryKey.of("other"), SAD_ROBOTS));
    }

    @Test
    void usesAreCountedWhereTheParseIsEverybodys() throws Exception {
        shared(SAD_ROBOTS, QueryJson.of(BETTER));
        QueryKey mine = QueryKey.of("mine");
        now(queries.keep(ada, mine, PARSE));

        now(queries.count(bob, Map.of(SAD_ROBOTS, 3L, mine, 1L, QueryKey.of("gone"), 1L)));
        now(queries.count("{}", Map.of(SAD_ROBOTS, 1L)));

        assertEquals(
                List.of("mine 0", "sad robots 3"),
                db.rows("select query_key, hits from public.conversational_query_cache order by 1"));
        assertEquals(
                1,
                db.count(
                        "select count(*) from public.conversational_query_cache where last_hit_at > now() - interval '1 minute'"));
    }

    @Test
    void aStoredParseThatIsNotOursIsAMiss() throws Exception {
        shared(SAD_ROBOTS, "{\"intent\": \"buy\"}");

        assertEquals(List.of(Optional.empty()), parses(ada, SAD_ROBOTS));
    }

    @Test
    void anExpiredParseIsAMiss() throws Exception {
        shared(SAD_ROBOTS, QueryJson.of(BETTER));
        db.run("update public.conversational_query_cache set expires_at = now() - interval '1 second'");

        assertEquals(List.of(Optional.empty()), parses(ada, SAD_ROBOTS));
    }

    @Test
    void whatOneUserKeepsNobodyElseReads() throws Exception {
        now(queries.keep(ada, SAD_ROBOTS, PARSE));

        assertEquals(
                List.of(new Known(Optional.of(PARSE), true)),
                begin(ada, SAD_ROBOTS).queries());
        assertEquals(List.of(Optional.empty()), parses(bob, SAD_ROBOTS));
        assertEquals(
                List.of(adaId + " sad robots discover 0.9 local false"),
                db.rows("select user_id, query_key, intent, confidence, parser, wanted"
                        + " from public.conversational_query_cache"));
    }

    @Test
    void aQueryIsKeptOnceAndAModelsParseIsWorthMore() throws Exception {
        now(queries.keep(ada, SAD_ROBOTS, PARSE));
        now(queries.keep(ada, SAD_ROBOTS, PARSE));
        assertEquals(1, db.count("select count(*) from public.conversational_query_cache"));

        shared(SAD_ROBOTS, QueryJson.of(BETTER));
        assertEquals(List.of(Optional.of(BETTER)), parses(ada, SAD_ROBOTS));
    }

    @Test
    void ofOneUserTwoHundredStay() throws Exception {
        for (int n = 0; n < 205; n++) now(queries.keep(ada, QueryKey.of("query " + n), PARSE));

        assertEquals(200, db.count("select count(*) from public.conversational_query_cache"));
        assertEquals(
                List.of(Optional.empty(), Optional.of(PARSE)),
                parses(ada, QueryKey.of("query 3"), QueryKey.of("query 204")));
    }

    @Test
    void aUserTakesTheirQueriesWithThem() throws Exception {
        now(queries.keep(ada, SAD_ROBOTS, PARSE));

        db.run("delete from auth.users where id = ?", adaId);
        now(queries.keep(ada, SAD_ROBOTS, PARSE));

        assertEquals(0, db.count("select count(*) from public.conversational_query_cache"));
    }

    @Test
    void whoIsNobodyKeepsNothingAndSeesWhatIsShared() throws Exception {
        shared(SAD_ROBOTS, QueryJson.of(BETTER));
        now(queries.keep("{}", QueryKey.of("mine"), PARSE));

        assertEquals(List.of(Optional.of(BETTER)), parses("{}", SAD_ROBOTS));
        assertEquals(1, db.count("select count(*) from public.conversational_query_cache"));
    }

    /** What is looked up must be what was wanted. */
    @Test
    void keysAreTheDatabases() throws Exception {
        for (String text : List.of(
                "  Movies   LIKE\tInception\n",
                "ÉLÉGANT Ünsinn",
                "\u00A0Straße\u2003",
                "\u202Eevil\u0000 bells\u0007",
                "ΟΔΥΣΣΕΎΣ",
                "İstanbul",
                "映画 みたいな",
                "e\u0301te\u0301",
                "\uD83C\uDFAC \uD800 film")) {
            db.run("truncate public.conversational_query_cache");
            QueryKey key = QueryKey.of(text);
            now(queries.want(ada, key));

            assertEquals(List.of(key.text()), db.rows("select query_key from public.conversational_query_cache"), text);
            assertEquals(key, QueryKey.of(key.text()));
        }
    }

    @Test
    void theReaderCannotWriteTheTableItself() throws Exception {
        try (Session reader = database.connect(TestPostgres.READER)) {
            assertThrows(Exception.class, () -> reader.run("select * from public.conversational_query_cache"));
        }
    }

    @Test
    void theCallersActsComeAlong() throws Exception {
        UUID film = SampleWorld.aFilm(db, "Heat");
        SampleWorld.rates(db, adaId, film, 5);

        assertEquals(film, begin(ada, SAD_ROBOTS).acts().get(0).movie().value());
        assertEquals(List.of(), begin(bob, SAD_ROBOTS).acts());
    }
}
