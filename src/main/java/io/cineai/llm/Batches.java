package io.cineai.llm;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions that are answered within a day, for less. */
public interface Batches {
    /** Sends, once. questions: by an id of ours, letters, digits, {@code _} and {@code -}, at most 64. Never fails. */
    Uni<Sent> send(Map<String, Question> questions);

    /** How far a batch is. Fails where the provider cannot be reached. */
    Uni<State> state(String batchId);

    /** The answers, in no order, some perhaps twice and some not at all. Fails where the provider cannot be reached. */
    Uni<Results> results(String resultsUrl);

    /** Batches that were made since, newest first; to find one whose id was lost. Fails where the provider cannot be reached. */
    Uni<List<Listed>> since(Instant moment);

    /** What became of sending. */
    sealed interface Sent {
        record Accepted(String batchId, Optional<Instant> expiresAt) implements Sent {}

        /** It surely was not taken. */
        record NotAccepted(Reply.Unavailable why) implements Sent {}

        /** No answer came: perhaps it was taken. */
        record Unclear(String why) implements Sent {}
    }

    /** How far a batch is. */
    sealed interface State {
        record InProgress() implements State {}

        record Ended(String resultsUrl) implements State {}

        /** Its results cannot be had, now or ever. */
        record Gone(String why) implements State {}
    }

    /** What a batch came to. */
    sealed interface Results {
        record Lines(List<Line> lines) implements Results {}

        record Gone(String why) implements Results {}
    }

    /** One answer of a batch. */
    sealed interface Line {
        String customId();

        /** Billed as its usage says. */
        record Answer(String customId, Reply reply) implements Line {}

        /** Not answered, not billed: expired, canceled, or the provider's fault. */
        record NotAsked(String customId, String why) implements Line {}

        /** Not answered, not billed: the question is at fault. */
        record Invalid(String customId, String why) implements Line {}
    }

    /**
     * A batch of ours that the provider lists.
     *
     * @param requests how many questions it has
     * @param resultsUrl empty before it ended
     */
    record Listed(String batchId, Instant createdAt, long requests, Optional<String> resultsUrl) {}
}
