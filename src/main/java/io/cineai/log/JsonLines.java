package io.cineai.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One JSON object a line. Its names are those that collectors look for: {@code severity}, {@code message}, {@code timestamp} and
 * {@code exception} are Google Cloud's, {@code level} is CloudWatch's.
 */
public final class JsonLines extends ExtFormatter {
    private final String function;

    /** @param function who logs where no run does */
    public JsonLines(String function) {
        this.function = function;
    }

    @Override
    public String format(ExtLogRecord line) {
        Fields fields = new Fields();
        fields.put("timestamp", Instant.ofEpochMilli(line.getMillis()).toString());
        fields.put("severity", severity(line.getLevel()));
        fields.put("level", line.getLevel().getName());
        fields.put("logger", line.getLoggerName());
        fields.put("message", line.getFormattedMessage());
        fields.put("function", CurrentRun.get().map(Run::function).orElse(function));
        CurrentRun.get().ifPresent(run -> {
            fields.put("runId", run.id());
            if (!run.traceId().isEmpty()) fields.put("traceId", run.traceId());
        });
        About.user().ifPresent(user -> fields.put("userId", user));
        fields.put("thread", line.getThreadName());
        if (line.getThrown() != null) fields.put("exception", text(line.getThrown()));
        return fields.line();
    }

    /** As Google Cloud calls them. */
    static String severity(Level level) {
        if (level.intValue() > Level.SEVERE.intValue()) return "CRITICAL";
        if (level.intValue() >= Level.SEVERE.intValue()) return "ERROR";
        if (level.intValue() >= Level.WARNING.intValue()) return "WARNING";
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static String text(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** An object that is being written. */
    private static final class Fields {
        private final StringBuilder text = new StringBuilder(256).append('{');

        void put(String name, Object value) {
            if (text.length() > 1) text.append(',');
            text.append('"').append(name).append("\":\"");
            JsonStringEncoder.getInstance().quoteAsString(String.valueOf(value), text);
            text.append('"');
        }

        String line() {
            return text.append("}\n").toString();
        }
    }
}
