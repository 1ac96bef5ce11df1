package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EtagTest {
    @Test
    void aTagIsWeak() {
        assertEquals("W/\"abc\"", Etag.weak("abc"));
    }

    @Test
    void whatTheCallerHasIsReadBackWeakOrStrong() {
        assertEquals("abc", Etag.known(asking(Etag.weak("abc"))));
        assertEquals("abc-2.10", Etag.known(asking("\"abc-2.10\"")));
    }

    @Test
    void ofSeveralTagsTheFirstCounts() {
        assertEquals("abc", Etag.known(asking("W/\"abc\", \"def\"")));
    }

    @Test
    void whatIsNoTagIsNone() {
        assertNull(Etag.known(asking(null)));
        assertNull(Etag.known(asking("*")));
        assertNull(Etag.known(asking("")));
        assertNull(Etag.known(asking("abc")));
        assertNull(Etag.known(asking("W/\"abc")));
    }

    /** A request with this If-None-Match and nothing else. */
    private static RoutingContext asking(@Nullable String header) {
        HttpServerRequest request = answering(
                HttpServerRequest.class,
                "getHeader",
                arguments -> "If-None-Match".equals(arguments[0]) ? header : null);
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
