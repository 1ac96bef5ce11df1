package io.cineai.function;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import sun.misc.Signal;

/** Platforms end an instance by SIGTERM: that is no failure, so after an orderly end the exit code is 0, not 143. */
@Singleton
class EndedByTerm {
    void listen(@Observes StartupEvent started) {
        if (LaunchMode.current() == LaunchMode.NORMAL) Signal.handle(new Signal("TERM"), asked -> Quarkus.asyncExit(0));
    }
}
