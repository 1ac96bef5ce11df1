package io.cineai.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every function: only POST starts work, only who is allowed to, and only with a payload that fits its type to the
 * letter. Funqy itself would start work on GET, ignore unknown fields and tell nothing of a wrong one.
 */
@ApplicationScoped
public class Invocations {
    private static final int BEFORE_FUNQY = -10_000;

    private final Invokers invokers;
    private final ObjectMapper strict = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfigDefaults(any -> any.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

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
        Optional<Problem> problem = payload == null || payload.length() == 0 || !invoker.hasInput()
                ? Optional.empty()
                : check(payload, invoker);
        problem.ifPresentOrElse(it -> it.answer(http), http::next);
    }

    private Optional<Problem> check(Buffer payload, FunctionInvoker invoker) {
        try {
            Object read = strict.readerFor(strict.constructType(invoker.getInputType()))
                    .readValue(payload.getBytes());
            return read == null
                    ? Optional.of(Problem.badInput(null, "the payload must be a JSON object"))
                    : Optional.empty();
        } catch (JsonMappingException unfit) {
            return Optional.of(unfit(unfit));
        } catch (JsonProcessingException malformed) {
            return Optional.of(Problem.badInput(null, "the payload must be JSON: " + malformed.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Problem unfit(JsonMappingException unfit) {
        for (Throwable cause = unfit; cause != null; cause = cause.getCause())
            if (cause instanceof IllegalArgumentException broken && Problems.field(broken.getMessage()) != null)
                return Problem.badInput(Problems.field(broken.getMessage()), broken.getMessage());
        String field = field(unfit);
        if (unfit instanceof UnrecognizedPropertyException)
            return Problem.badInput(field, field + " must not be there: no such field");
        return field == null
                ? Problem.badInput(null, "the payload must be a JSON object")
                : Problem.badInput(field, field + " must be of its type: see the description of the function");
    }

    private static @Nullable String field(JsonMappingException unfit) {
        String path = unfit.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? null : path;
    }
}
