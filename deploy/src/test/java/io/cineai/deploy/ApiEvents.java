package io.cineai.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Events as an HTTP API of AWS (payload format 2.0) hands them to a Lambda: for the test tab of its console. */
final class ApiEvents {
    private static final JsonMapper JSON = new JsonMapper();

    private ApiEvents() {}

    /** example: "GET /v1/movies?theme=redemption" */
    static String of(String example) throws JsonProcessingException {
        String[] methodAndTarget = example.split(" ", 2);
        URI target = URI.create(methodAndTarget[1]);
        String query = target.getRawQuery() == null ? "" : target.getRawQuery();
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", target.getPath());
        event.put("rawQueryString", query);
        event.putObject("headers")
                .put("accept", "application/json")
                .put("authorization", "Bearer <the token of a user>")
                .put("host", "api.example.com");
        if (!query.isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            for (String pair : query.split("&", -1)) {
                String[] nameAndValue = pair.split("=", 2);
                parameters.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
            }
        }
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "123456789012")
                .put("apiId", "api")
                .put("domainName", "api.example.com")
                .put("domainPrefix", "api");
        context.putObject("http")
                .put("method", methodAndTarget[0])
                .put("path", target.getPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "192.0.2.1")
                .put("userAgent", "console");
        context.put("requestId", "from-the-console")
                .put("routeKey", "$default")
                .put("stage", "$default")
                .put("time", "01/Jan/2026:00:00:00 +0000")
                .put("timeEpoch", 1767225600000L);
        event.put("isBase64Encoded", false);
        DefaultIndenter two = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(two)).writeValueAsString(event) + "\n";
    }
}
