package io.cineai.embed.openai;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The one address that compatible servers share. */
@RegisterRestClient(configKey = "cineai-embeddings")
@Path("/v1/embeddings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface EmbeddingsApi {
    /** @param authorization null where the server wants none */
    @POST
    Uni<RestResponse<String>> embed(@HeaderParam("Authorization") @Nullable String authorization, String body);
}
