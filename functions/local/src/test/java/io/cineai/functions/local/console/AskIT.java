package io.cineai.functions.local.console;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.cineai.functions.local.console.Site.Rights;
import io.vertx.core.json.JsonArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person asks in their own words and corrects what was understood. */
@ExtendWith(Site.Visited.class)
class AskIT {
    private static final String TITLES = "#films .card h3";
    private static final String CHIPS = "#chips .chip";

    @Test
    void aChipThatIsTakenAwayMakesOtherResults(Site site) {
        Browser browser = asked(site, "like Inception but more emotional, from the 90s");
        assertThat(chips(browser), equalTo(List.of("like Inception", "more emotional", "years 1990–1999")));
        List<String> before = browser.texts(TITLES);

        browser.click("[aria-label='Remove years 1990–1999']");

        awaitChips(browser, 2);
        assertThat(chips(browser), equalTo(List.of("like Inception", "more emotional")));
        assertThat(browser.texts(TITLES), is(not(before)));
    }

    @Test
    void chipsAreAddedAndWordsSaidToTheResults(Site site) {
        Browser browser = asked(site, "like Inception, no horror");

        browser.js(
                "const kind = document.getElementById('kind'); kind.value = 'theme'; kind.dispatchEvent(new Event('change'))");
        browser.type("#value", "redemption");
        browser.click("#add button");
        awaitChips(browser, 3);
        browser.type("#more-words", "but funnier, and under 120 minutes");
        browser.click("#refine button");

        awaitChips(browser, 5);
        assertThat(
                chips(browser),
                equalTo(List.of(
                        "like Inception", "more funny", "about redemption", "minutes at most 119", "no Horror")));
    }

    @Test
    void whereNothingFitsItSaysSo(Site site) {
        Browser browser = site.as(0, Rights.ORDINARY);
        browser.open("/console/ask?q=horror+for+kids+from+1930");

        browser.awaitThat("document.getElementById('count').innerText.startsWith('No film fits')");

        assertThat(browser.text("#count"), containsString("Take a chip away"));
    }

    /** Chips are said as words: the parser is to read each of them, and to read what is made of it, as the same. */
    @Test
    void everyChipThatOneCanAddIsUnderstoodAsItself(Site site) {
        Browser browser = site.as(11, Rights.ORDINARY);

        Object misread = browser.jsLater("""
                const done = arguments[0];
                (async () => {
                  const { KINDS, chipsOf, said } = await import("/console/assets/parsed.js");
                  const { get, path } = await import("/console/assets/api.js");
                  const read = async words => chipsOf((await get(path("/v1/search", { q: words, limit: 1 }))).query);
                  const told = chips => chips.map(it => it.kind + " " + it.text).sort().join(", ");
                  const misread = [];
                  for (const kind of KINDS)
                    for (const value of kind.values) {
                      const chips = await read(kind.say(value));
                      const again = chips.length === 1 ? await read(said(chips)) : [];
                      if (chips.length !== 1 || chips[0].kind === "not understood" || told(chips) !== told(again))
                        misread.push(kind.say(value) + " is read as " + told(chips) + ", and then as " + told(again));
                    }
                  done(misread);
                })().catch(it => done([String(it)]));""");

        assertThat(misread, equalTo(new JsonArray()));
    }

    private static Browser asked(Site site, String words) {
        Browser browser = site.as(0, Rights.ORDINARY);
        browser.open("/console/ask");
        browser.awaitAtLeast(1, "#kind option");
        browser.type("#words", words);
        browser.click("#ask button[type=submit]");
        browser.awaitAtLeast(1, TITLES);
        return browser;
    }

    private static void awaitChips(Browser browser, int number) {
        browser.awaitThat("document.querySelectorAll('" + CHIPS + "').length === " + number
                + " && document.querySelectorAll('" + TITLES + "').length > 0");
    }

    private static List<String> chips(Browser browser) {
        return browser.texts(CHIPS).stream()
                .map(it -> it.replace("×", "").replaceAll("\\s+", " ").trim())
                .toList();
    }
}
