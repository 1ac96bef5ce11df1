package io.cineai.log;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * Makes the log JSON. Quarkus takes a formatter from extensions only, but a filter from anybody, and asks it about every line, the first
 * one too: a function that cannot start says so in JSON. It lets every line pass.
 */
@LoggingFilter(name = "cineai-json")
public final class FromTheFirstLine implements Filter {
    private volatile boolean asked;

    @Override
    public boolean isLoggable(LogRecord line) {
        if (!asked) {
            asked = true;
            // By name: the first line comes before there are mappings.
            Config config = ConfigProvider.getConfig();
            if (config.getOptionalValue("cineai.log.json", Boolean.class).orElse(true)) {
                String function = config.getOptionalValue("quarkus.application.name", String.class)
                        .orElse("");
                install(InitialConfigurator.DELAYED_HANDLER, new JsonLines(function));
            }
        }
        return true;
    }

    private static void install(Handler handler, JsonLines formatter) {
        if (handler instanceof ConsoleHandler console) console.setFormatter(formatter);
        else if (handler instanceof ExtHandler around)
            for (Handler inner : around.getHandlers()) install(inner, formatter);
    }
}
