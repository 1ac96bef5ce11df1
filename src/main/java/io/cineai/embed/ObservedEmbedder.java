package io.cineai.embed;

import io.cineai.budget.ModelId;
import io.cineai.llm.Receipt;
import io.cineai.telemetry.ModelCall;
import io.cineai.telemetry.ModelCall.Answer;
import io.cineai.telemetry.Telemetry;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;

/** A model each of whose calls is a span and is counted. */
record ObservedEmbedder(TextEmbedder model, Telemetry telemetry) implements TextEmbedder {
    @Override
    public ModelId id() {
        return model.id();
    }

    @Override
    public URI server() {
        return model.server();
    }

    @Override
    public int dimensions() {
        return model.dimensions();
    }

    @Override
    public Most most() {
        return model.most();
    }

    @Override
    public Uni<Embedded> embed(List<Storyline> texts) {
        return Uni.createFrom().deferred(() -> {
            ModelCall call = telemetry.call("embeddings", id(), server(), 0);
            return model.embed(texts).invoke(answer -> tell(call, answer));
        });
    }

    private static void tell(ModelCall call, Embedded answer) {
        if (answer instanceof Embedded.Vectors good)
            call.answered(new Answer(
                    good.receipt().told().model(), good.receipt().told().id(), "", good.usage()));
        else if (answer instanceof Embedded.Broken broken)
            call.answered(new Answer(
                    broken.why().receipt().told().model(), "", "", broken.why().usage()));
        else call.failed(kind((Embedded.Missing) answer));
    }

    private static String kind(Embedded.Missing none) {
        Receipt receipt = none.why().receipt();
        return receipt.httpStatus() > 0
                ? String.valueOf(receipt.httpStatus())
                : none.why().outcome().label();
    }
}
