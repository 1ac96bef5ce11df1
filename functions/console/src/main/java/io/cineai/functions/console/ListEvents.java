package io.cineai.functions.console;

import io.cineai.function.Caller;
import io.cineai.function.Problem;
import io.cineai.taste.UserId;
import io.cineai.usecase.console.WatchLists;
import io.cineai.usecase.console.WatchLists.Sight;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells every page when its user's list is another one: one look at the database for all, and none where nobody watches. */
@ApplicationScoped
class ListEvents {
    private static final Logger LOG = Logger.getLogger(ListEvents.class);

    private final WatchLists lists;
    private final ConsoleConfig config;
    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final Set<ListStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    ListEvents(WatchLists lists, ConsoleConfig config, Vertx vertx) {
        this.lists = lists;
        this.config = config;
        this.vertx = vertx;
    }

    void begin(@Observes StartupEvent started) {
        vertx.setPeriodic(config.look().toMillis(), timer -> look());
        vertx.setPeriodic(config.beat().toMillis(), timer -> streams.forEach(stream -> stream.beat(clock.millis())));
    }

    /** Streams would be waited for like requests in work. */
    void end(@Observes ShutdownDelayInitiatedEvent ending) {
        streams.forEach(ListStream::stop);
    }

    void open(RoutingContext http, Caller caller) {
        UserId user = new UserId(caller.user());
        if (isFull(user)) {
            Problem.ofStatus(429).answer(http);
            return;
        }
        ListStream stream = new ListStream(
                user, http, clock.millis() + config.longestStream().toMillis());
        http.response().endHandler(ended -> streams.remove(stream)).closeHandler(closed -> streams.remove(stream));
        lists.of(List.of(user))
                .map(sights -> sights.get(user))
                .invoke(first -> begin(stream, http, first))
                .subscribe()
                .with(begun -> {}, http::fail);
    }

    private boolean isFull(UserId user) {
        return streams.size() >= config.mostStreams()
                || streams.stream().filter(it -> it.user().equals(user)).count() >= config.mostStreamsOfOne();
    }

    private void begin(ListStream stream, RoutingContext http, Sight first) {
        if (http.response().closed()) return;
        stream.begin(first);
        if (config.longestStream().isZero()) stream.stop();
        else streams.add(stream);
    }

    private void look() {
        if (streams.isEmpty() || !looking.compareAndSet(false, true)) return;
        Set<UserId> users = streams.stream().map(ListStream::user).collect(Collectors.toSet());
        lists.of(users)
                .eventually(() -> looking.set(false))
                .subscribe()
                .with(this::show, why -> LOG.debugf("lists cannot be looked at: %s", why));
    }

    private void show(Map<UserId, Sight> sights) {
        for (ListStream stream : streams) {
            Sight sight = sights.get(stream.user());
            if (sight != null) stream.show(sight);
        }
    }
}
