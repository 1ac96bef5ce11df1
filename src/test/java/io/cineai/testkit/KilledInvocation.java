package io.cineai.testkit;

import static io.cineai.testkit.Stage.ALLOWED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.CutWire.Cut;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/**
 * An invocation of a function that asks a model, whose process is killed at a statement; and the same invocation again, by another process.
 *
 * @param result part of the statement that keeps the model's answer
 */
public record KilledInvocation(Stage stage, String address, String payload, String result) {
    private static final String COMMIT = "commit";

    public void killedAfter(String statement) {
        killedAt(stage.wire().after(statement), posted());
    }

    public void killedBefore(String statement) {
        killedAt(stage.wire().before(statement), posted());
    }

    /** At the commit that ends the transaction of the result. isDone: Postgres has it, and the process does not hear of it. */
    public void killedAtTheCommit(boolean isDone) {
        Cut reached = stage.wire().before(result);
        CompletableFuture<HttpResponse<String>> unanswered = posted();
        reached.awaitReached();
        Cut commit = isDone ? stage.wire().after(COMMIT) : stage.wire().before(COMMIT);
        reached.mend();
        killedAt(commit, unanswered);
    }

    /** Once more, to its end. */
    public void again(int succeeded) {
        HttpResponse<String> answer = stage.worker().post(address, payload, ALLOWED);
        assertThat(answer.body(), answer.statusCode(), equalTo(200));
        assertThat(answer.body(), new JsonObject(answer.body()).getInteger("succeeded"), equalTo(succeeded));
    }

    private CompletableFuture<HttpResponse<String>> posted() {
        return stage.worker().posted(address, payload, ALLOWED);
    }

    private void killedAt(Cut cut, CompletableFuture<HttpResponse<String>> unanswered) {
        cut.awaitReached();
        stage.worker().kill();
        cut.drop();
        unanswered.cancel(true);
    }
}
