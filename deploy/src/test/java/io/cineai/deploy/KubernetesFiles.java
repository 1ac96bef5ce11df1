package io.cineai.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kubernetes documents as a cluster would read them that knows no mercy: an unknown field, or one that is there twice, is an error. */
final class KubernetesFiles {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "serving.knative.dev/v1 Service", Service.class,
            "batch/v1 CronJob", CronJob.class,
            "batch/v1 Job", Job.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "v1 Namespace", Namespace.class,
            "v1 ConfigMap", ConfigMap.class,
            "v1 Secret", Secret.class);
    private static final YAMLMapper STRICT = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NothingElse())
            .build();

    private KubernetesFiles() {}

    static List<HasMetadata> read(String yaml) throws IOException {
        List<HasMetadata> documents = new ArrayList<>();
        try (JsonParser parser = STRICT.getFactory().createParser(yaml);
                MappingIterator<JsonNode> nodes =
                        STRICT.readerFor(JsonNode.class).readValues(parser)) {
            while (nodes.hasNextValue()) documents.add(document(nodes.nextValue()));
        }
        return documents;
    }

    private static HasMetadata document(JsonNode node) throws IOException {
        String kind = node.path("apiVersion").asText() + " " + node.path("kind").asText();
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) throw new IOException("unexpected kind: " + kind);
        return STRICT.treeToValue(node, type);
    }

    /** The models take what they do not know into a map of theirs; here they are not asked whether they would. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated setter) {
            return false;
        }
    }
}
