package io.cineai.alert;

import io.cineai.alert.Delivery.Delivered;
import io.cineai.alert.Delivery.Nowhere;
import io.cineai.alert.Delivery.Undelivered;
import io.cineai.monitor.Notice;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tells the world outside. A message that does not arrive is an answer, never a failure. */
@ApplicationScoped
public class Channel {
    /** Each request has an address of its own; the client wants one to begin with. */
    private static final URI NOWHERE = URI.create("http://localhost");

    private final AlertConfig config;
    private @Nullable WebhookApi made;

    Channel(AlertConfig config) {
        this.config = config;
    }

    public boolean isOpen() {
        return config.webhookUrl().isPresent();
    }

    /** All of these in one message. */
    public Uni<Delivery> send(List<Notice> notices) {
        return to("webhook", config.webhookUrl(), (api, url) -> api.post(url, new Message(notices).json()));
    }

    /** A sign of life, to whoever watches from outside. */
    public Uni<Delivery> ping(Optional<String> url) {
        return to("ping", url, WebhookApi::get);
    }

    private Uni<Delivery> to(
            String what, Optional<String> url, BiFunction<WebhookApi, String, Uni<RestResponse<String>>> request) {
        if (url.isEmpty()) return Uni.createFrom().item(new Nowhere());
        if (!isAddress(url.get()))
            return Uni.createFrom().item(new Undelivered("the " + what + "'s address must be a URL of http or https"));
        return Uni.createFrom()
                .deferred(() -> request.apply(api(), url.get()))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(answer -> answered(what, answer.getStatus()))
                .onFailure()
                .recoverWithItem(why -> new Undelivered("the " + what + " " + unanswered(why)));
    }

    private static Delivery answered(String what, int status) {
        return status / 100 == 2 ? new Delivered() : new Undelivered("the " + what + " answers " + status);
    }

    /** In words of our own. */
    private static String unanswered(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) return "cannot be reached";
            if (cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException)
                return "does not answer in time";
        }
        return "gave no whole answer";
    }

    private static boolean isAddress(String url) {
        try {
            URI address = URI.create(url);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            return address.getHost() != null && (scheme.equals("https") || scheme.equals("http"));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private synchronized WebhookApi api() {
        if (made == null)
            made = QuarkusRestClientBuilder.newBuilder()
                    .baseUri(NOWHERE)
                    .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .disableDefaultMapper(true)
                    .build(WebhookApi.class);
        return made;
    }
}
