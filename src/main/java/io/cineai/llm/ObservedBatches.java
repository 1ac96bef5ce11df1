package io.cineai.llm;

import io.cineai.telemetry.ModelCall;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Batches whose sending and reading are spans, and whose answers are counted. Looking how far they are is not. */
record ObservedBatches(Batches batches, ObservedModel model) implements Batches {
    @Override
    public Uni<Sent> send(Map<String, Question> questions) {
        return Uni.createFrom().deferred(() -> {
            ModelCall call = call("create_batch");
            return batches.send(questions).invoke(sent -> tell(call, sent));
        });
    }

    private ModelCall call(String operation) {
        return model.telemetry().call(operation, model.id(), model.server(), 0);
    }

    private static void tell(ModelCall call, Sent sent) {
        if (sent instanceof Sent.NotAccepted refused) call.failed(ObservedModel.kind(refused.why()));
        else if (sent instanceof Sent.Unclear) call.failed("unclear");
        else call.ended();
    }

    @Override
    public Uni<State> state(String batchId) {
        return batches.state(batchId);
    }

    @Override
    public Uni<Results> results(String resultsUrl) {
        return Uni.createFrom().deferred(() -> {
            ModelCall call = call("batch_results");
            return batches.results(resultsUrl)
                    .invoke(results -> tell(call, results))
                    .onFailure()
                    .invoke(failure -> call.failed("failed"));
        });
    }

    private static void tell(ModelCall call, Results results) {
        if (results instanceof Results.Lines lines) {
            for (Line line : lines.lines())
                if (line instanceof Line.Answer answer) call.counted(ObservedModel.answer(answer.reply()));
            call.ended();
        } else {
            call.failed("gone");
        }
    }

    @Override
    public Uni<List<Listed>> since(Instant moment) {
        return batches.since(moment);
    }
}
