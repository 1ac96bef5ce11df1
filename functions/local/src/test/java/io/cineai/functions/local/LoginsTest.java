package io.cineai.functions.local;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.functions.console.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private static final String READS = "CINEAI_PASSWORD_RECOMMENDATIONS";
    private static final String DRAINS = "CINEAI_PASSWORD_QUEUE_DRAIN";
    private static final String TIDIES = "CINEAI_PASSWORD_RETENTION";
    private static final String SIXTEEN = "0123456789abcdef";

    @Test
    void aFunctionsPasswordIsInAVariableThatIsNamedAfterIt() {
        assertThat(Login.variableOf("query-cache-warmup"), equalTo("CINEAI_PASSWORD_QUERY_CACHE_WARMUP"));
    }

    @Test
    void thoseThatHaveAPasswordLogInAsTheManifestSays() {
        assertThat(
                logins(Map.of(READS, SIXTEEN, DRAINS, "another one: " + SIXTEEN)),
                contains(
                        new Login("the_reader", READS, SIXTEEN),
                        new Login("the_worker", DRAINS, "another one: " + SIXTEEN)));
    }

    @Test
    void withoutAPasswordNobodyLogsIn() {
        assertThat(logins(Map.of(READS, "", DRAINS, "                    ")), is(empty()));
    }

    @Test
    void whatIsNoFunctionsPasswordIsLeftAlone() {
        assertThat(logins(Map.of("CINEAI_PASSWORD_OWNER", "short")), is(empty()));
    }

    @Test
    void aShortPasswordIsRefusedByNameAndNotTold() {
        String fifteen = SIXTEEN.substring(1);

        var refusal = assertThrows(IllegalArgumentException.class, () -> logins(Map.of(DRAINS, fifteen)));

        assertThat(refusal.getMessage(), equalTo("CINEAI_PASSWORD_QUEUE_DRAIN must have 16 characters or more"));
    }

    @Test
    void aRoleThatFunctionsShareIsThereOnce() {
        assertThat(
                logins(Map.of(TIDIES, SIXTEEN, DRAINS, SIXTEEN)), contains(new Login("the_worker", DRAINS, SIXTEEN)));
    }

    @Test
    void aRoleThatFunctionsShareHasOnePassword() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> logins(Map.of(TIDIES, SIXTEEN, DRAINS, "another one: " + SIXTEEN)));

        assertThat(
                refusal.getMessage(),
                equalTo("CINEAI_PASSWORD_QUEUE_DRAIN and CINEAI_PASSWORD_RETENTION must be equal:"
                        + " both functions log in as the_worker"));
    }

    @Test
    void whatIsPrintedHasNoPassword() {
        Login login = new Login("the_reader", READS, SIXTEEN);

        assertThat(login.toString(), containsString(READS));
        assertThat(login.toString(), not(containsString(SIXTEEN)));
    }

    @Test
    void theRealManifestsFunctionsAreKnown() {
        Logins logins = Logins.of(Manifest.read(), new Settings(Map.of(DRAINS, SIXTEEN)));

        assertThat(
                logins.logins(),
                contains(
                        new Login(Manifest.read().functions().get("queue-drain").role(), DRAINS, SIXTEEN)));
    }

    private static List<Login> logins(Map<String, String> environment) {
        Map<String, Manifest.Entry> functions = new LinkedHashMap<>();
        functions.put("recommendations", as("the_reader"));
        functions.put("queue-drain", as("the_worker"));
        functions.put("retention", as("the_worker"));
        return Logins.of(new Manifest(functions), new Settings(environment)).logins();
    }

    private static Manifest.Entry as(String role) {
        return new Manifest.Entry("something", "job", role, null, null, null, 1, 1, 1, List.of());
    }
}
