package io.cineai.function;

import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Stands before every function: only POST starts work, only who is allowed to, and only with a payload that fits its type to the
 * letter. Funqy itself would start work on GET, ignore unknown fields and tell nothing of a wrong one.
 */
@ApplicationScoped
public class Invocations {
    private static final int BEFORE_FUNQY = -10_000;

    private final Invokers invokers;
    private final StrictJson json = new StrictJson();

    Invocations(Invokers invokers) {
        this.invokers = invokers;
    }

    void install(@Observes Router router) {
        BodyHandler body = BodyHandler.create(false);
        for (String name : functions()) {
            router.route("/" + name).order(BEFORE_FUNQY).handler(Invocations::onlyPost);
            router.route("/" + name).order(BEFORE_FUNQY + 1).handler(body);
            router.route("/" + name).order(BEFORE_FUNQY + 2).handler(this::onlyAllowed);
            router.route("/" + name).order(BEFORE_FUNQY + 3).handler(http -> onlyFitting(http, name));
        }
    }

    private static List<String> functions() {
        return FunctionRecorder.registry.invokers().stream()
                .map(FunctionInvoker::getName)
                .toList();
    }

    private static void onlyPost(RoutingContext http) {
        if (http.request().method().equals(HttpMethod.POST)) {
            http.next();
        } else {
            http.response().putHeader("Allow", "POST");
            Problem.ofStatus(405).answer(http);
        }
    }

    private void onlyAllowed(RoutingContext http) {
        invokers.may(http)
                .subscribe()
                .with(
                        allowed -> {
                            if (allowed) http.next();
                            else Problem.ofStatus(401).answer(http);
                        },
                        http::fail);
    }

    private void onlyFitting(RoutingContext http, String function) {
        Buffer payload = http.body().buffer();
        FunctionInvoker invoker = FunctionRecorder.registry.matchInvoker(function);
        if (payload != null && payload.length() > 0 && invoker.hasInput())
            json.read(payload, invoker.getInputType(), "a JSON object");
        http.next();
    }
}
