package io.cineai.alert;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** Addresses are whole, with whatever stands after the question mark. What is answered does not matter, only that it is 2xx. */
@RegisterRestClient(configKey = "cineai-alert")
@Path("")
@Produces(MediaType.WILDCARD)
public interface WebhookApi {
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> post(@Url String url, String json);

    @GET
    Uni<RestResponse<String>> get(@Url String url);
}
