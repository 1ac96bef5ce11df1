package io.cineai.llm;

import io.cineai.budget.Outcome;
import io.cineai.llm.Reply.Blame;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Wait;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.resteasy.reactive.RestResponse;

/** What every provider's HTTP has in common: how long it may take, what may be tried twice, how it says "wait". */
public final class Http {
    private static final int RETRIES = 1;
    private static final Duration BEFORE_RETRY = Duration.ofMillis(500);
    private static final Duration JITTER = Duration.ofMillis(250);
    private static final Duration INSTEAD_OF_NONE = Duration.ofSeconds(1);
    private static final int SERVER_ERROR = 500;

    private final TypedGuard<Uni<RestResponse<String>>> once;
    private final TypedGuard<Uni<RestResponse<String>>> twice;
    private final Duration timeout;
    private final Clock clock;

    public Http(Duration timeout, Clock clock) {
        this.timeout = timeout;
        once = guard().withTimeout()
                .duration(timeout.toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
        twice = guard().withTimeout()
                .duration(timeout.toMillis(), ChronoUnit.MILLIS)
                .done()
                .withRetry()
                .maxRetries(RETRIES)
                .delay(BEFORE_RETRY.toMillis(), ChronoUnit.MILLIS)
                .jitter(JITTER.toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
        this.clock = clock;
    }

    private static TypedGuard.Builder<Uni<RestResponse<String>>> guard() {
        return TypedGuard.create(new TypeLiteral<>() {});
    }

    /** For what may cost money: one request, and no more time than configured, however slowly its answer trickles. */
    public Uni<RestResponse<String>> once(Supplier<Uni<RestResponse<String>>> request) {
        return once.get(() -> request.get().ifNoItem().after(timeout).fail());
    }

    /** For what is free and changes nothing: where no answer comes, or the server failed, it is asked again. */
    public Uni<RestResponse<String>> twice(Supplier<Uni<RestResponse<String>>> request) {
        return twice.get(() -> request.get().map(Http::unlessItFailed));
    }

    private static RestResponse<String> unlessItFailed(RestResponse<String> response) {
        if (response.getStatus() >= SERVER_ERROR)
            throw new IllegalStateException("the provider answers " + response.getStatus());
        return response;
    }

    public Instant now() {
        return clock.instant();
    }

    /** The body as text: the client reads it as what was asked for only where the answer is good, and leaves it as bytes otherwise. */
    public static String body(RestResponse<?> response) {
        Object body = response.getEntity();
        if (body instanceof String text) return text;
        if (!(body instanceof InputStream bytes)) return "";
        try (bytes) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A header, empty where it is not there. */
    public static Optional<String> header(RestResponse<?> response, String name) {
        return Optional.ofNullable(response.getHeaderString(name));
    }

    /**
     * {@code retry-after-ms}, else {@code retry-after} in seconds or as a date. A wait of none, or one that is over, is a second: who turns
     * a call away and names no time worth the word is not asked again at once.
     */
    public Optional<Duration> retryAfter(RestResponse<?> response) {
        return header(response, "retry-after-ms")
                .flatMap(Http::number)
                .map(Duration::ofMillis)
                .or(() -> header(response, "retry-after").flatMap(this::retryAfter))
                .map(wait -> wait.isNegative() || wait.isZero() ? INSTEAD_OF_NONE : wait);
    }

    private Optional<Duration> retryAfter(String value) {
        return number(value).map(Duration::ofSeconds).or(() -> date(value).map(at -> Duration.between(now(), at)));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of((long) Math.ceil(Double.parseDouble(text.trim())));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** A request to which no answer came. The message of what went wrong is not repeated: it may name more than it should. */
    public static Unavailable unanswered(Throwable failure, Duration took) {
        if (isNeverSent(failure))
            return unanswered(Outcome.FAILED, Blame.PROVIDER, "the provider cannot be reached", false, took);
        if (isTimeout(failure))
            return unanswered(
                    Outcome.TIMED_OUT, Blame.QUESTION, "no answer within " + took.toSeconds() + " s", true, took);
        return unanswered(
                Outcome.FAILED, Blame.QUESTION, "the connection broke before the answer was whole", true, took);
    }

    private static Unavailable unanswered(
            Outcome outcome, Blame blame, String why, boolean mayBeBilled, Duration took) {
        return new Unavailable(outcome, blame, why, Optional.empty(), mayBeBilled, Receipt.of(took));
    }

    /**
     * A refusal that is the same for all providers: by its status.
     *
     * @param byProvider whether the provider itself says so; what stands before it may have passed the request on
     */
    public static Unavailable refused(
            int status, String why, Optional<Wait> wait, boolean byProvider, Receipt receipt) {
        return switch (status) {
            case 401, 403, 404 -> new Unavailable(Outcome.FAILED, Blame.SETUP, why, Optional.empty(), false, receipt);
            case 429 -> new Unavailable(Outcome.RATE_LIMITED, Blame.PROVIDER, why, wait, false, receipt);
            case 529, 503 -> new Unavailable(Outcome.OVERLOADED, Blame.PROVIDER, why, wait, false, receipt);
            default ->
                new Unavailable(
                        Outcome.FAILED,
                        status >= SERVER_ERROR ? Blame.PROVIDER : Blame.QUESTION,
                        why,
                        wait,
                        status >= SERVER_ERROR && !byProvider,
                        receipt);
        };
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof TimeoutException
                    || cause instanceof FaultToleranceException
                    || cause.getClass().getSimpleName().contains("Timeout")) return true;
        return false;
    }

    private static boolean isNeverSent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) return true;
        return false;
    }
}
