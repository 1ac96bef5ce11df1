package io.cineai.functions.local.console;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.functions.local.console.Site.Rights;
import io.cineai.testkit.Session;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person looks at their list and acts on it. */
@ExtendWith(Site.Visited.class)
class ViewerIT {
    private static final String TITLES = "#films .card h3";
    private static final String TAB = "\uE004";
    private static final String ENTER = "\uE007";
    private static final String RIGHT = "\uE014";

    @Test
    void aRatingBringsPicksAtOnceAndAnotherListByItself(Site site) throws SQLException {
        Browser browser = site.as(3, Rights.ORDINARY);
        browser.awaitThat("document.getElementById('state').textContent.includes('up to date')");
        List<String> before = browser.texts(TITLES);
        String rated = before.get(0);

        browser.click("#films .card .stars button:nth-child(5)");

        browser.awaitThat("!document.getElementById('picks').hidden");
        browser.awaitAtLeast(3, "#picks .card[data-film]");
        assertThat(browser.text("#picks-why"), containsString(rated));
        browser.awaitThat("![...document.querySelectorAll('" + TITLES + "')].some(it => it.innerText === "
                + Browser.quoted(rated) + ")");
        assertThat(browser.texts(TITLES), is(not(before)));
        assertThat(browser.text("#announce"), startsWith("The list has changed"));
        try (Session db = site.database()) {
            assertThat(db.rows("""
                            select r.rating, r.stars
                              from public.ratings r
                              join public.movies m
                                on m.id = r.movie_id
                             where m.title = ?
                               and r.rated_at > now() - interval '1 minute'
                               and r.interaction_type = 'quick_rate'""", rated), equalTo(List.of("5 5.0")));
        }
    }

    @Test
    void whatIsDismissedIsGone(Site site) {
        Browser browser = site.as(4, Rights.ORDINARY);
        String first = browser.texts(TITLES).get(0);

        browser.click("#films .card [aria-label^=Dismiss]");

        browser.awaitThat("document.querySelector('" + TITLES + "').innerText !== " + Browser.quoted(first));
        browser.open("/console/");
        browser.awaitAtLeast(10, "#films .card[data-film]");
        assertThat(browser.texts(TITLES), not(hasItem(first)));
    }

    @Test
    void aFilmIsPutOnTheWatchListByTheKeyboardAlone(Site site) throws SQLException {
        Browser browser = site.as(5, Rights.ORDINARY);
        browser.js("document.querySelector('#films .card h3 a').focus()");

        browser.press(TAB, RIGHT, RIGHT);
        assertThat(browser.js("return document.activeElement.getAttribute('aria-label')"), equalTo("3 of 5 stars"));
        browser.press(TAB, ENTER);

        browser.awaitThat("document.activeElement.getAttribute('aria-pressed') === 'true'");
        String said = browser.text("#announce");
        assertThat(said, endsWith(" is on the watch-list"));
        try (Session db = site.database()) {
            assertThat(
                    db.rows("select m.title from public.watchlist w join public.movies m on m.id = w.movie_id"
                            + " where w.added_at > now() - interval '1 minute'"),
                    hasItem(said.replace(" is on the watch-list", "")));
        }
    }

    @Test
    void everyFilmSaysWhyItIsThere(Site site) {
        Browser browser = site.as(0, Rights.ORDINARY);

        assertThat(browser.texts("#films .card"), hasSize(50));
        browser.click("#films .card .evidence summary");

        assertThat(browser.text("#films .card .evidence"), containsString("Everything else that is known of you"));
        assertThat(browser.text("#films .card .evidence"), containsString("Score 0.99"));
        assertThat(
                browser.js("return document.querySelector('#films .parts').getAttribute('aria-label')")
                        .toString(),
                startsWith("Parts of the score: "));
    }

    @Test
    void aFilmHasThreeAnalysesAndOthersThatGoWithIt(Site site) {
        Browser browser = site.as(0, Rights.ORDINARY);

        browser.click("#films .card h3 a");

        browser.awaitAtLeast(12, "#similar li");
        assertThat(
                browser.texts("#film-analyses h2"),
                equalTo(List.of("What it is about", "How it looks and sounds", "How it feels, from start to end")));
        assertThat(
                browser.js("return document.querySelector('.curve').getAttribute('aria-label')")
                        .toString(),
                containsString("is saddest at"));
    }

    @Test
    void aTokenThatIsNotGoodIsRefusedInWords(Site site) {
        Browser browser = site.browser();
        browser.open("/console/");
        browser.js("sessionStorage.clear()");
        browser.open("/console/");
        browser.awaitAtLeast(1, "#token");

        browser.type("#token", "not.a.token");
        browser.click("#gate form button");

        browser.awaitThat("document.getElementById('gate').innerText.includes('This token is not good')");
    }
}
