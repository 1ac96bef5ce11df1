package io.cineai.llm;

import io.cineai.budget.ModelId;
import io.cineai.budget.Usage;
import io.cineai.llm.Reply.Answered;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Unusable;
import io.cineai.telemetry.ModelCall;
import io.cineai.telemetry.ModelCall.Answer;
import io.cineai.telemetry.Telemetry;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** A model each of whose calls is a span and is counted. Counting tokens is free and is not. */
record ObservedModel(LanguageModel model, Telemetry telemetry) implements LanguageModel {
    @Override
    public ModelId id() {
        return model.id();
    }

    @Override
    public URI server() {
        return model.server();
    }

    @Override
    public Uni<Reply> ask(Question question) {
        return Uni.createFrom().deferred(() -> {
            ModelCall call = telemetry.call("chat", id(), server(), question.maxTokens());
            return model.ask(question).invoke(reply -> tell(call, reply));
        });
    }

    private static void tell(ModelCall call, Reply reply) {
        if (reply instanceof Unavailable none) call.failed(kind(none));
        else call.answered(answer(reply));
    }

    static String kind(Unavailable none) {
        int status = none.receipt().httpStatus();
        return status > 0 ? String.valueOf(status) : none.outcome().label();
    }

    static Answer answer(Reply reply) {
        Told told = reply.receipt().told();
        Optional<Usage> usage = reply instanceof Answered answered
                ? answered.usage()
                : reply instanceof Unusable unusable ? unusable.usage() : Optional.<Usage>empty();
        return new Answer(told.model(), told.id(), told.finish(), usage);
    }

    @Override
    public Uni<OptionalLong> promptTokens(Question question) {
        return model.promptTokens(question);
    }

    @Override
    public Optional<Batches> batches() {
        return model.batches().map(it -> new ObservedBatches(it, this));
    }
}
