package io.cineai.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what callers send, to the letter: no unknown field, no text for a number, no half of a number, nothing after the end. */
final class StrictJson {
    /** Nothing that is asked for is as deep as this. */
    private static final int DEEPEST = 20;

    private final ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
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

    /** What was sent, as this type; {@link Refused} with the field and the rule where it does not fit. shape: "a JSON object". */
    <T> T read(Buffer payload, Type type, String shape) {
        return read(payload, mapper.constructType(type), shape);
    }

    /** As {@link #read}, an array of this type. */
    <T> List<T> list(Buffer payload, Class<T> type, String shape) {
        return read(payload, mapper.getTypeFactory().constructCollectionType(List.class, type), shape);
    }

    private <T> T read(Buffer payload, JavaType wanted, String shape) {
        try {
            T read = mapper.readerFor(wanted).readValue(payload.getBytes());
            if (read == null) throw new Refused(Problem.badInput(null, "the payload must be " + shape));
            return read;
        } catch (JsonProcessingException wrong) {
            throw new Refused(wrong(wrong, shape));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Problem wrong(JsonProcessingException wrong, String shape) {
        for (Throwable cause = wrong; cause != null; cause = cause.getCause())
            if (cause instanceof JsonParseException || cause instanceof StreamConstraintsException)
                return Problem.badInput(
                        null, "the payload must be JSON: " + ((JsonProcessingException) cause).getOriginalMessage());
        return unfit((JsonMappingException) wrong, shape);
    }

    private static Problem unfit(JsonMappingException unfit, String shape) {
        String path = path(unfit);
        for (Throwable cause = unfit; cause != null; cause = cause.getCause())
            if (cause instanceof IllegalArgumentException broken && Problems.field(broken.getMessage()) != null) {
                String prefix = path.isEmpty() ? "" : path + ".";
                return Problem.badInput(prefix + Problems.field(broken.getMessage()), prefix + broken.getMessage());
            }
        if (path.isEmpty()) return Problem.badInput(null, "the payload must be " + shape);
        return unfit instanceof UnrecognizedPropertyException
                ? Problem.badInput(path, path + " must not be there: no such field")
                : Problem.badInput(path, path + " must be of its type: see the description of the function");
    }

    private static String path(JsonMappingException unfit) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : unfit.getPath()) {
            @Nullable String field = step.getFieldName();
            if (field == null) path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(field);
        }
        return path.toString();
    }
}
