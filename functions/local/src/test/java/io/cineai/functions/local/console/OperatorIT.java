package io.cineai.functions.local.console;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.cineai.functions.local.console.Site.Rights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator runs functions by hand and looks after the installation; nobody else does. */
@ExtendWith(Site.Visited.class)
class OperatorIT {
    private static final String DRAIN = "#function-queue-drain";

    @Test
    void aFunctionIsRunByHandAndReports(Site site) {
        Browser browser = functions(site);
        browser.click(DRAIN + " > summary");
        int runs = browser.texts(DRAIN + " tbody tr").size();

        browser.click(DRAIN + " button.main");

        browser.awaitAtLeast(1, DRAIN + " [data-report]");
        assertThat(browser.text(DRAIN + " .figures"), containsString("taken up"));
        browser.awaitThat("document.querySelectorAll('" + DRAIN + " tbody tr').length > " + Math.min(9, runs));
        assertThat(browser.texts(DRAIN + " tbody tr").size(), greaterThan(0));
    }

    @Test
    void everyScheduleOfAFunctionIsThereWithWhatItSends(Site site) {
        Browser browser = functions(site);

        assertThat(browser.text("#function-style-analysis .when"), equalTo("daily, 02:00 UTC; every 15 minutes"));
        browser.click("#function-style-analysis > summary");
        browser.js("const choice = document.getElementById('payload-style-analysis-example');"
                + " choice.value = 1; choice.dispatchEvent(new Event('change'))");
        assertThat(
                browser.js("return document.getElementById('payload-style-analysis').value.replace(/\\s/g, '')"),
                equalTo("{\"collect\":true}"));
    }

    @Test
    void aDryRunChangesNothingAndSaysWhatItWouldDo(Site site) {
        Browser browser = functions(site);
        browser.click("#function-recommendation-job > summary");
        browser.write("#payload-recommendation-job", "{\"force\": true}");

        browser.click("#function-recommendation-job button:not(.main)");

        browser.awaitAtLeast(1, "#function-recommendation-job [data-report]");
        assertThat(browser.text("#function-recommendation-job .live"), containsString("Nothing was changed."));
    }

    @Test
    void aWrongPayloadIsToldByItsField(Site site) {
        Browser browser = functions(site);
        browser.click(DRAIN + " > summary");
        browser.write("#payload-queue-drain", "{\"limit\": \"many\"}");

        browser.click(DRAIN + " button.main");

        browser.awaitThat("document.getElementById('payload-queue-drain-problem').innerText.includes('limit')");
        assertThat(browser.text(DRAIN + " .live .notice"), containsString("limit"));
        browser.write("#payload-queue-drain", "{\"limit\": ");
        browser.click(DRAIN + " button.main");
        browser.awaitThat(
                "document.getElementById('payload-queue-drain-problem').innerText.startsWith('This is not JSON')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions", "health", "experiments"})
    void anOrdinaryUserIsToldThatThePageIsNotTheirs(String page, Site site) {
        Browser browser = site.as(0, Rights.ORDINARY);

        browser.open("/console/" + page);

        browser.awaitThat("!document.getElementById('gate').hidden");
        assertThat(browser.text("#gate"), containsString("This page is for operators"));
        assertThat(browser.is("document.getElementById('content').hidden"), equalTo(true));
        assertThat(
                browser.jsLater(
                        "const done = arguments[1]; fetch('/console/api/' + arguments[0], {headers: {Authorization:"
                                + " 'Bearer ' + sessionStorage.getItem('cineai.token')}}).then(it => done(it.status))",
                        page),
                equalTo(403));
    }

    private static Browser functions(Site site) {
        Browser browser = site.as(1, Rights.OPERATOR);
        browser.open("/console/functions");
        browser.awaitAtLeast(10, ".function");
        return browser;
    }
}
