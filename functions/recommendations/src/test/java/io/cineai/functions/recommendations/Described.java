package io.cineai.functions.recommendations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.cineai.testkit.Lists;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Fails a test where an answer is not what the OpenAPI document says: its status, its headers, its type, and its body to the letter. */
final class Described implements Filter {
    static final JsonNode DOCUMENT = document();

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final Map<String, JsonSchema> KNOWN = new ConcurrentHashMap<>();

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        List<String> broken =
                broken(request.getMethod(), URI.create(request.getURI()).getPath(), response);
        if (!broken.isEmpty())
            throw new AssertionError(
                    request.getMethod() + " " + request.getURI() + " " + response.statusCode() + ": " + broken);
        return response;
    }

    /** What is wrong with this answer. */
    static List<String> broken(String method, String path, Response response) {
        List<String> broken = new ArrayList<>();
        if (response.header("X-Request-Id") == null) broken.add("no X-Request-Id");
        Optional<JsonNode> described = operation(method, path);
        if (described.isEmpty() || response.statusCode() == 204) {
            if (response.statusCode() >= 400) body(response, method, problem(), broken);
            return broken;
        }
        JsonNode answer = resolved(described.get().at("/responses").path(String.valueOf(response.statusCode())));
        if (answer.isMissingNode()) return List.of("this status is not described");
        answer.path("headers").fieldNames().forEachRemaining(header -> {
            if (response.header(header) == null) broken.add("no header " + header);
        });
        body(response, method, answer.path("content"), broken);
        return broken;
    }

    private static void body(Response response, String method, JsonNode content, List<String> broken) {
        byte[] bytes = response.asByteArray();
        if (content.isEmpty() || method.equals("HEAD")) {
            if (bytes.length > 0) broken.add("a body of " + bytes.length + " bytes where none belongs");
            return;
        }
        String type = content.fieldNames().next();
        if (!type.equals(response.contentType())) broken.add("not " + type + " but " + response.contentType());
        try {
            boolean zipped = "gzip".equals(response.header("Content-Encoding"));
            String text = zipped ? Lists.unzipped(bytes) : new String(bytes, StandardCharsets.UTF_8);
            JsonNode schema = content.path(type).path("schema");
            schema(schema).validate(new ObjectMapper().readTree(text)).forEach(it -> broken.add(it.getMessage()));
        } catch (IOException notJson) {
            broken.add("not JSON: " + notJson.getMessage());
        }
    }

    /** The operation that a request is; HEAD is described as GET. Empty where the document has no such address or method. */
    private static Optional<JsonNode> operation(String method, String path) {
        String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        Iterator<Map.Entry<String, JsonNode>> paths = DOCUMENT.get("paths").fields();
        while (paths.hasNext()) {
            Map.Entry<String, JsonNode> each = paths.next();
            if (!path.matches(each.getKey().replaceAll("\\{\\w+}", "[^/]+"))) continue;
            JsonNode any = each.getValue().elements().next();
            return Optional.of(each.getValue().has(verb) ? each.getValue().get(verb) : any);
        }
        return Optional.empty();
    }

    private static JsonNode problem() {
        return resolved(DOCUMENT.at("/components/responses/NotFound")).path("content");
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static JsonSchema schema(JsonNode schema) {
        return KNOWN.computeIfAbsent(schema.toString(), it -> {
            ObjectNode whole = schema.deepCopy();
            whole.set("components", DOCUMENT.get("components"));
            return SCHEMAS.getSchema(
                    whole,
                    SchemaValidatorsConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build());
        });
    }

    /** Every address of the document. */
    static List<String> paths() {
        TreeSet<String> paths = new TreeSet<>();
        DOCUMENT.get("paths").fieldNames().forEachRemaining(paths::add);
        return List.copyOf(paths);
    }

    private static JsonNode document() {
        try (InputStream file = Described.class.getResourceAsStream("/openapi/recommendations.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
