package io.cineai.log;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final UUID SOMEBODY = UUID.fromString("11111111-2222-3333-4444-555555555555");

    private final JsonLines lines = new JsonLines("queue-drain");

    private static ExtLogRecord line(Level level, String message, Object... parameters) {
        ExtLogRecord line = new ExtLogRecord(level, message, FormatStyle.PRINTF, "test");
        line.setLoggerName("io.cineai.some");
        line.setParameters(parameters);
        return line;
    }

    private JsonObject read(ExtLogRecord line) {
        return new JsonObject(lines.format(line));
    }

    @Test
    void aLineIsOneObjectWhateverItSays() {
        String line = lines.format(line(Level.INFO, "\"quoted\",\nbroken\tand \u0001 odd"));

        assertThat(line.indexOf('\n'), equalTo(line.length() - 1));
        assertThat(line, endsWith("}\n"));
        assertThat(new JsonObject(line).getString("message"), equalTo("\"quoted\",\nbroken\tand \u0001 odd"));
    }

    @Test
    void itSaysWhoLogsAndHowSerious() {
        JsonObject line = read(line(org.jboss.logmanager.Level.WARN, "careful"));

        assertThat(line.getString("function"), equalTo("queue-drain"));
        assertThat(line.getString("severity"), equalTo("WARNING"));
        assertThat(line.getString("level"), equalTo("WARN"));
        assertThat(line.getString("logger"), equalTo("io.cineai.some"));
        assertThat(line.getString("runId"), nullValue());
    }

    @Test
    void severitiesAreThoseOfGoogleCloud() {
        assertThat(JsonLines.severity(org.jboss.logmanager.Level.FATAL), equalTo("CRITICAL"));
        assertThat(JsonLines.severity(org.jboss.logmanager.Level.ERROR), equalTo("ERROR"));
        assertThat(JsonLines.severity(Level.WARNING), equalTo("WARNING"));
        assertThat(JsonLines.severity(Level.INFO), equalTo("INFO"));
        assertThat(JsonLines.severity(Level.FINE), equalTo("DEBUG"));
    }

    @Test
    void whomItIsAboutIsAField() {
        List<String> about = new ArrayList<>();

        About.user(
                new UserId(SOMEBODY),
                () -> about.add(read(line(Level.INFO, "here")).getString("userId")));

        assertThat(about, equalTo(List.of(SOMEBODY.toString())));
        assertThat(read(line(Level.INFO, "there")).getString("userId"), nullValue());
    }

    @Test
    void anExceptionIsItsWholeText() {
        ExtLogRecord line = line(Level.SEVERE, "no");
        line.setThrown(new IllegalStateException("why", new IllegalArgumentException("because")));

        assertThat(read(line).getString("exception"), containsString("Caused by: java.lang.IllegalArgumentException"));
    }

    @Test
    void withinARunItNamesTheRun() {
        Run run = new Run(SOMEBODY, "cold-start", "abc");

        JsonObject line = CurrentRun.within(run, () -> Uni.createFrom().item(read(line(Level.INFO, "here"))))
                .await()
                .indefinitely();

        assertThat(line.getString("runId"), equalTo(SOMEBODY.toString()));
        assertThat(line.getString("function"), equalTo("cold-start"));
        assertThat(line.getString("traceId"), equalTo("abc"));
        assertThat(CurrentRun.get().isPresent(), equalTo(false));
    }
}
