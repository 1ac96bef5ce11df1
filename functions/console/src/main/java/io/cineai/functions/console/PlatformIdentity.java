package io.cineai.functions.console;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Asks the platform for a token that says who we are, to whoever checks it before a function is reached. Source: Google's metadata
 * server, {@code /computeMetadata/v1/instance/service-accounts/default/identity}.
 */
final class PlatformIdentity {
    private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final HttpClient http;
    private final String address;

    PlatformIdentity(HttpClient http, String address) {
        if (!address.matches("https?://[^?]+"))
            throw new IllegalArgumentException(
                    "cineai.console.identity-url must be an http address without a query: " + address);
        this.http = http;
        this.address = address;
    }

    /** A token for who is at this address and for nobody else. */
    Future<String> tokenFor(String function) {
        URI place = URI.create(function);
        String audience = place.getScheme() + "://" + place.getAuthority();
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address + "?audience=" + URLEncoder.encode(audience, StandardCharsets.UTF_8))
                .setFollowRedirects(false)
                .putHeader("Metadata-Flavor", "Google");
        return http.request(request).compose(asked -> asked.send()).compose(PlatformIdentity::token);
    }

    private static Future<String> token(HttpClientResponse answer) {
        if (answer.statusCode() != 200)
            return Future.failedFuture("the platform says " + answer.statusCode() + " to who asks who we are");
        return answer.body().map(Buffer::toString).map(String::trim).compose(PlatformIdentity::checked);
    }

    private static Future<String> checked(String token) {
        return TOKEN.matcher(token).matches()
                ? Future.succeededFuture(token)
                : Future.failedFuture("the platform answers without a token to who asks who we are");
    }
}
