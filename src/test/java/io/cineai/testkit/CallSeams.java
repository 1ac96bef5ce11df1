package io.cineai.testkit;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.cineai.testkit.anthropic.FakeAnthropic;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * A process is killed around its one call to a model, whose bill is the witness: one lease later the result is there, once, and paid as
 * seldom as can be.
 */
public interface CallSeams {
    KilledInvocation invocation();

    Session db();

    FakeAnthropic model();

    /** Part of the statement that claims what is asked about. */
    String claim();

    /** The table of the claims. */
    String claims();

    void nothingIsThere() throws SQLException;

    void isThereOnce() throws SQLException;

    @Test
    default void killedAfterItsClaimNothingWasPaid() throws Exception {
        invocation().killedAfter(claim());

        isPaid(0);
        aLeaseLater(1);
        isPaid(1);
        isThereOnce();
    }

    @Test
    default void killedAfterTheAnswerItIsPaidOnceMore() throws Exception {
        invocation().killedBefore(invocation().result());

        isPaid(1);
        nothingIsThere();
        aLeaseLater(1);
        isPaid(2);
        isThereOnce();
    }

    @Test
    default void killedBeforeTheCommitNothingOfItIsWritten() throws Exception {
        invocation().killedAtTheCommit(false);

        nothingIsThere();
        assertThat(db().count("select count(*) from cineai.llm_calls"), equalTo(0L));
        aLeaseLater(1);
        isPaid(2);
        isThereOnce();
    }

    @Test
    default void killedBeforeItHearsOfTheCommitAllOfItIsWritten() throws Exception {
        invocation().killedAtTheCommit(true);

        isThereOnce();
        aLeaseLater(0);
        isPaid(1);
    }

    private void aLeaseLater(int succeeded) throws SQLException {
        await("the lease")
                .atMost(ModelStages.LEASE.multipliedBy(3))
                .until(() -> db().count("select count(*) from " + claims() + " where leased_until > clock_timestamp()")
                        == 0);
        invocation().again(succeeded);
    }

    private void isPaid(int times) {
        assertThat(model().ledger().billed(), hasSize(times));
    }
}
