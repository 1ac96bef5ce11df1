package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EtagTest {
    @Test
    void aTagIsWeak() {
        assertEquals("W/\"abc\"", Etag.weak("abc"));
    }

    @Test
    void whatTheCallerHasIsReadBackWeakOrStrong() {
        assertEquals(Set.of("abc"), Etag.known(asking(Etag.weak("abc"))));
        assertEquals(Set.of("abc-2.10"), Etag.known(asking("\"abc-2.10\"")));
    }

    @Test
    void everyOneOfSeveralTagsCounts() {
        assertEquals(Set.of("abc", "def"), Etag.known(asking("W/\"abc\", \"def\"")));
        assertEquals(Set.of("*"), Etag.known(asking("*")));
    }

    @Test
    void whatIsNoTagIsNone() {
        assertEquals(Set.of(), Etag.known(asking(null)));
        assertEquals(Set.of(), Etag.known(asking("")));
        assertEquals(Set.of(), Etag.known(asking("abc")));
        assertEquals(Set.of(), Etag.known(asking("W/\"abc")));
    }

    /** A request with this If-None-Match and nothing else. */
    private static RoutingContext asking(@Nullable String header) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (header != null) headers.add("If-None-Match", header);
        HttpServerRequest request = answering(HttpServerRequest.class, "headers", arguments -> headers);
        return answering(RoutingContext.class, "request", arguments -> request);
    }

    private interface Answer {
        @Nullable
        Object to(Object[] arguments);
    }

    private static <T> T answering(Class<T> type, String method, Answer answer) {
        InvocationHandler handler = (proxy, called, arguments) -> {
            if (called.getName().equals(method)) return answer.to(arguments);
            throw new UnsupportedOperationException(called.getName());
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
