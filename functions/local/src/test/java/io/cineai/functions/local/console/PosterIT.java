package io.cineai.functions.local.console;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.cineai.functions.local.console.Site.Rights;
import io.cineai.testkit.Session;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A film's own poster is shown where its host may be asked; everywhere else one is drawn. */
@ExtendWith(Site.Visited.class)
class PosterIT {
    private static final String DRAWN = "#film svg.poster";
    private static final String OWN = "#film img.poster";

    @Test
    void itsOwnIsLoadedFromAHostThatIsAllowed(Site site) throws SQLException {
        Browser browser = filmWith("https://" + PosterHost.NAME + "/film.png", 0, site);

        browser.awaitThat("document.querySelector('" + OWN + "')?.naturalWidth === " + PosterHost.WIDTH);
        assertThat(browser.complaints(), is(empty()));
        assertThat(browser.js("return document.querySelector('" + OWN + "').referrerPolicy"), equalTo("no-referrer"));
    }

    @Test
    void whatItsHostDoesNotHaveIsDrawn(Site site) throws SQLException {
        Browser browser = filmWith("https://" + PosterHost.NAME + "/gap.png", 1, site);

        browser.awaitAtLeast(1, DRAWN);
        assertThat(browser.is("document.querySelector('" + OWN + "')"), is(false));
    }

    @Test
    void noOtherHostIsAsked(Site site) throws SQLException {
        Browser browser = filmWith("https://elsewhere.example/film.png", 2, site);

        browser.awaitAtLeast(1, DRAWN);
        assertThat(browser.complaints(), is(empty()));
    }

    @Test
    void norIsItByAScriptOnThePage(Site site) {
        Browser browser = site.as(6, Rights.ORDINARY);
        browser.complaints();

        Object came = browser.jsLater("""
                const done = arguments[0];
                const image = new Image();
                image.onload = () => done("loaded");
                image.onerror = () => done("refused");
                image.src = "https://elsewhere.example/film.png";""");

        assertThat(came, equalTo("refused"));
        assertThat(browser.complaints(), hasItem(containsString("Content Security Policy")));
    }

    @Test
    void aFilmHasTheSameColoursInAListAndOnItsPage(Site site) {
        Browser browser = site.as(6, Rights.ORDINARY);
        browser.awaitAtLeast(10, "#films svg.poster");
        Object film = browser.js("return document.querySelectorAll('#films .card')[4].dataset.film");
        Object inTheList =
                browser.js("return document.querySelectorAll('#films .card')[4].querySelector('svg.poster').outerHTML");

        browser.open("/console/film?id=" + film);
        browser.awaitAtLeast(1, DRAWN);

        assertThat(browser.js("return document.querySelector('" + DRAWN + "').outerHTML"), equalTo(inTheList));
        browser.awaitAtLeast(12, "#similar svg.poster");
    }

    /** The page of one of the films of a list, whose poster is said to be there. */
    private static Browser filmWith(String poster, int at, Site site) throws SQLException {
        Browser browser = site.as(6, Rights.ORDINARY);
        Object film = browser.js("return document.querySelectorAll('#films .card')[arguments[0]].dataset.film", at);
        try (Session database = site.database()) {
            database.run("update public.movies set poster_url = ? where id = ?::uuid", poster, film);
        }
        browser.complaints();
        browser.open("/console/film?id=" + film);
        browser.awaitAtLeast(1, "#film .poster");
        return browser;
    }
}
