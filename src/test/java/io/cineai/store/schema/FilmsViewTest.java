package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilmsViewTest {
    private static final TestPostgres DATABASE = TestPostgres.fresh();

    private Session session;

    @BeforeEach
    void open() throws Exception {
        session = DATABASE.connect();
        session.run("begin");
    }

    @AfterEach
    void close() throws Exception {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                                | {}
            {}                                               | {}
            {"keywords": null}                               | {}
            {"keywords": "heist"}                            | {}
            {"keywords": ["Heist", "los angeles"]}           | {heist,"los angeles"}
            {"keywords": [{"id": 1, "name": "Heist"}, 7, []]} | {heist}
            """)
    void keywordsAreLowerCaseAndNeverNull(String metadata, String keywords) throws Exception {
        session.run("insert into movies (title, metadata) values ('Heat', ?::jsonb)", metadata);

        assertEquals(keywords, session.one("select keywords from cineai.rec_films"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -        | -            | {}
            -        | {Al Pacino}  | {"Al Pacino"}
            {}       | {Al Pacino}  | {"Al Pacino"}
            {De Niro}| {Al Pacino}  | {"De Niro"}
            """)
    void theCastIsTheNewerColumnWhereItIsFilled(String cast, String actors, String expected) throws Exception {
        session.run("insert into movies (title, \"cast\", actors) values ('Heat', ?::text[], ?::text[])", cast, actors);

        assertEquals(expected, session.one("select cast_members from cineai.rec_films"));
    }

    @Test
    void whatIsMissingIsTakenFromItsNeighbour() throws Exception {
        session.run(
                "insert into movies (title, release_date, description, plot) values ('Heat', '1995-12-15', '', 'A thief.')");

        assertEquals(
                "1995 A thief. {} {}", session.one("select year, overview, genres, directors from cineai.rec_films"));
    }

    @Test
    void aFilmWithoutATitleIsNone() throws Exception {
        session.run("insert into movies (title) values (' ')");

        assertEquals(0, session.count("select count(*) from cineai.rec_films"));
    }
}
