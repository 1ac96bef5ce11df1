package io.cineai.llm.anthropic;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** The addresses of the API. Bodies are texts: what they hold may be damaged, and that is for the reader to say. */
@RegisterRestClient(configKey = "cineai-anthropic")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = "anthropic-version", value = "2023-06-01")
public interface AnthropicApi {
    @POST
    @Path("/v1/messages")
    Uni<RestResponse<String>> message(@HeaderParam("x-api-key") String key, String body);

    @POST
    @Path("/v1/messages/count_tokens")
    Uni<RestResponse<String>> count(@HeaderParam("x-api-key") String key, String body);

    @POST
    @Path("/v1/messages/batches")
    Uni<RestResponse<String>> createBatch(@HeaderParam("x-api-key") String key, String body);

    @GET
    @Path("/v1/messages/batches/{id}")
    Uni<RestResponse<String>> batch(@HeaderParam("x-api-key") String key, @PathParam("id") String id);

    @GET
    @Path("/v1/messages/batches")
    Uni<RestResponse<String>> batches(
            @HeaderParam("x-api-key") String key,
            @QueryParam("limit") int limit,
            @QueryParam("after_id") String afterId);

    /** @param url where the batch says that its results are; stands for the whole address */
    @GET
    @Produces(MediaType.WILDCARD)
    Uni<RestResponse<String>> results(@Url String url, @HeaderParam("x-api-key") String key);
}
