package io.cineai.functions.style;

import static io.cineai.functions.style.Asking.ask;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.analyze.AnalysisKind;
import io.cineai.analyze.Rubric;
import io.cineai.analyze.Verdict;
import io.cineai.budget.Outcome;
import io.cineai.budget.Usage;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModelAdapter;
import io.cineai.llm.LanguageModels;
import io.cineai.llm.Reply.Answered;
import io.cineai.llm.Reply.Blame;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Unusable;
import io.cineai.llm.Reply.Wait;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.FilmBuilder;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.cineai.testkit.anthropic.Fault;
import io.cineai.testkit.anthropic.Fault.Change;
import io.cineai.testkit.anthropic.Ledger.Billed;
import io.cineai.testkit.anthropic.RateLimits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of everything that the API does, and that it asks once whatever that is. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
class AnthropicModelTest {
    private static final double PLENTY = 100_000_000;

    final FakeAnthropic server = AnthropicForFunction.model;

    @Inject
    LanguageModels models;

    @Inject
    @Any
    Instance<LanguageModelAdapter> adapters;

    @BeforeEach
    void asNew() {
        server.reset();
    }

    private LanguageModel configured() {
        return models.configured().orElseThrow();
    }

    private Unavailable unavailable(Fault fault) {
        server.next(fault);
        return (Unavailable) ask(configured(), "Heat");
    }

    private Answered answered(Fault fault) {
        server.next(fault);
        return (Answered) ask(configured(), "Heat");
    }

    private Unusable unusable(Fault fault) {
        server.next(fault);
        return (Unusable) ask(configured(), "Heat");
    }

    private void wasAskedOnce() {
        assertThat(server.ledger().messages(), hasSize(1));
    }

    private static Instant firstOfNextMonth() {
        return LocalDate.now(ZoneOffset.UTC)
                .with(TemporalAdjusters.firstDayOfNextMonth())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static Duration ofModel(Unavailable reply) {
        return ((Wait.OfModel) reply.cooldown().orElseThrow()).time();
    }

    private static Instant ofProvider(Unavailable reply) {
        return ((Wait.OfProvider) reply.cooldown().orElseThrow()).until();
    }

    private static Usage usage(Billed billed) {
        return new Usage(
                billed.input(), billed.cacheRead(), billed.cacheWrite(), 0, billed.output(), billed.thinking());
    }

    // Refusals

    private static Arguments refusal(
            String name, Fault fault, int status, Outcome outcome, Blame blame, Optional<Wait> wait) {
        return Arguments.of(name, fault, status, outcome, blame, wait);
    }

    static Stream<Arguments> refusals() {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(40);
        Instant thatDay = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Optional<Wait> sevenSeconds = Optional.of(new Wait.OfModel(Duration.ofSeconds(7)));
        Optional<Wait> untilNextMonth = Optional.of(new Wait.OfProvider(firstOfNextMonth()));
        Optional<Wait> untilThatDay = Optional.of(new Wait.OfProvider(thatDay));
        Outcome failed = Outcome.FAILED;
        Outcome limited = Outcome.RATE_LIMITED;
        Outcome overloaded = Outcome.OVERLOADED;
        Outcome overBudget = Outcome.OVER_BUDGET;
        Blame provider = Blame.PROVIDER;
        return Stream.of(
                refusal("429", Fault.rateLimited(Duration.ofSeconds(7)), 429, limited, provider, sevenSeconds),
                refusal("429 in part seconds", limited("retry-after", "6.2"), 429, limited, provider, sevenSeconds),
                refusal("429 in ms", limited("retry-after-ms", "7000"), 429, limited, provider, sevenSeconds),
                refusal("429 in words", limited("retry-after", "soon"), 429, limited, provider, Optional.empty()),
                refusal("429 that says nothing", limited("x", "y"), 429, limited, provider, Optional.empty()),
                refusal("spend cap", Fault.spendCap(), 429, overBudget, provider, untilNextMonth),
                refusal("own limit", Fault.ownLimit(day.toString()), 400, overBudget, provider, untilThatDay),
                refusal("own limit, past", Fault.ownLimit("2020-01-01"), 400, overBudget, provider, untilNextMonth),
                refusal("own limit, no day", Fault.ownLimit("Friday"), 400, overBudget, provider, untilNextMonth),
                refusal("own limit, bad day", Fault.ownLimit("2026-99-99"), 400, overBudget, provider, untilNextMonth),
                refusal("own workspace's", workspaceLimit(day), 400, overBudget, provider, untilThatDay),
                refusal("400", broken(400, "invalid_request_error"), 400, failed, Blame.QUESTION, Optional.empty()),
                refusal("401", broken(401, "authentication_error"), 401, failed, Blame.SETUP, Optional.empty()),
                refusal("403", broken(403, "permission_error"), 403, failed, Blame.SETUP, Optional.empty()),
                refusal("404", broken(404, "not_found_error"), 404, failed, Blame.SETUP, Optional.empty()),
                refusal("413", broken(413, "request_too_large"), 413, failed, Blame.QUESTION, Optional.empty()),
                refusal("500", Fault.serverError(), 500, failed, provider, Optional.empty()),
                refusal("502", broken(502, "bad_gateway"), 502, failed, provider, Optional.empty()),
                refusal("503", broken(503, "unavailable"), 503, overloaded, provider, Optional.empty()),
                refusal("504", Fault.gatewayTimeout(), 504, failed, provider, Optional.empty()),
                refusal("529", Fault.overloaded(), 529, overloaded, provider, Optional.empty()),
                refusal(
                        "529 with a wait",
                        Fault.overloaded(Duration.ofSeconds(7)),
                        529,
                        overloaded,
                        provider,
                        sevenSeconds));
    }

    private static Fault broken(int status, String type) {
        return Fault.refused(status, type, "No.");
    }

    private static Fault limited(String header, String value) {
        return Fault.refused(429, "rate_limit_error", "Too many.", Map.of(header, value));
    }

    private static Fault workspaceLimit(LocalDate day) {
        String message = "You have reached your specified workspace API usage limits. You will regain access on ";
        return Fault.refused(400, "invalid_request_error", message + day + " at 00:00 UTC.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aRefusalIsReadForWhatItIs(
            String name, Fault fault, int status, Outcome outcome, Blame blame, Optional<Wait> wait) {
        Unavailable reply = unavailable(fault);

        assertThat(reply.outcome(), equalTo(outcome));
        assertThat(reply.blame(), equalTo(blame));
        assertThat(reply.cooldown(), equalTo(wait));
        assertThat(reply.mayBeBilled(), equalTo(false));
        assertThat(reply.why(), startsWith(status + " "));
        assertThat(reply.receipt().httpStatus(), equalTo(status));
        assertThat(reply.receipt().requestId(), startsWith("req_"));
        assertThat(server.ledger().billed(), empty());
        wasAskedOnce();
    }

    @Test
    void aWaitMayBeSaidAsADate() {
        ZonedDateTime at = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(90);

        Unavailable reply = unavailable(limited("retry-after", DateTimeFormatter.RFC_1123_DATE_TIME.format(at)));

        assertThat(ofModel(reply), greaterThan(Duration.ofSeconds(80)));
        assertThat(ofModel(reply), lessThanOrEqualTo(Duration.ofSeconds(90)));
        wasAskedOnce();
    }

    @Test
    void aWaitInMillisecondsIsMoreExactThanOneInSeconds() {
        Map<String, String> both = Map.of("retry-after", "1", "retry-after-ms", "300");

        Unavailable reply = unavailable(Fault.refused(429, "rate_limit_error", "Too many.", both));

        assertThat(ofModel(reply), equalTo(Duration.ofMillis(300)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "Wed, 21 Oct 2015 07:28:00 GMT"})
    void aWaitIsNeverLessThanNone(String retryAfter) {
        Unavailable reply = unavailable(limited("retry-after", retryAfter));

        Duration wait = reply.cooldown().map(it -> ((Wait.OfModel) it).time()).orElse(Duration.ZERO);
        assertThat(wait, greaterThanOrEqualTo(Duration.ZERO));
    }

    @Test
    void anUnpaidBillClosesTheProviderForAnHour() {
        Instant before = Instant.now();

        Unavailable reply = unavailable(Fault.billingError());

        assertThat(reply.outcome(), equalTo(Outcome.OVER_BUDGET));
        assertThat(reply.blame(), equalTo(Blame.PROVIDER));
        assertThat(ofProvider(reply), greaterThan(before.plusSeconds(3_590)));
        assertThat(ofProvider(reply), lessThan(before.plusSeconds(3_620)));
        assertThat(reply.mayBeBilled(), equalTo(false));
        wasAskedOnce();
    }

    /** The reference names all three marks of a spend cap; a code with a wait is an ordinary limit. */
    @Test
    void aLimitThatSaysHowLongToWaitIsNoSpendCap() {
        server.limitedTo(RateLimits.aMinute(1, PLENTY, PLENTY));
        ask(configured(), "Heat");

        Unavailable reply = (Unavailable) ask(configured(), "Ronin");

        assertThat(reply.outcome(), equalTo(Outcome.RATE_LIMITED));
        assertThat(ofModel(reply), greaterThan(Duration.ofSeconds(50)));
        assertThat(server.ledger().messages(), hasSize(2));
    }

    @Test
    void aLongReasonIsCutShort() {
        Unavailable reply = unavailable(Fault.refused(400, "invalid_request_error", "x".repeat(10_000)));

        assertThat(reply.why().length(), lessThan(300));
    }

    @Test
    void aRefusalThatIsNoJsonIsReadByItsStatus() {
        Unavailable reply = unavailable(Fault.refused(502, "", ""));

        assertThat(reply.outcome(), equalTo(Outcome.FAILED));
        assertThat(reply.blame(), equalTo(Blame.PROVIDER));
    }

    @Test
    void aWrongKeyIsAMatterOfSetup() {
        LanguageModel wrong = Asking.model(adapters, Map.of("anthropic-api-key", "sk-ant-another"));

        Unavailable reply = (Unavailable) ask(wrong, "Heat");

        assertThat(reply.blame(), equalTo(Blame.SETUP));
        assertThat(reply.why(), containsString("authentication_error"));
        wasAskedOnce();
    }

    @Test
    void nobodyIsSentElsewhereWithTheKey() {
        try (FakeAnthropic elsewhere = new FakeAnthropic()) {
            Map<String, String> there = Map.of("location", elsewhere.url() + "/v1/messages");

            Unavailable reply = unavailable(Fault.refused(307, "redirect", "Go there.", there));

            assertThat(reply.outcome(), equalTo(Outcome.FAILED));
            assertThat(reply.mayBeBilled(), equalTo(false));
            assertThat(elsewhere.ledger().seen(), empty());
            wasAskedOnce();
        }
    }

    // Answers

    @Test
    void aGoodAnswerIsReadWithWhatItCost() {
        Answered reply = (Answered) ask(configured(), "Heat");

        assertThat(
                reply.usage(),
                equalTo(Optional.of(usage(server.ledger().billed().get(0)))));
        assertThat(reply.receipt().httpStatus(), equalTo(200));
        assertThat(reply.receipt().requestId(), startsWith("req_"));
        assertThat(reply.receipt().pause(), equalTo(Optional.empty()));
        wasAskedOnce();
    }

    @Test
    void aGoodAnswerIsGoodForTheRubric() {
        Answered reply = (Answered) ask(configured(), "Heat");

        Verdict verdict = Rubric.of(AnalysisKind.STYLE)
                .judge(
                        reply.answer(),
                        FilmBuilder.aFilm("Heat")
                                .withKeywords("heist", "cold light")
                                .build());
        assertThat(verdict, instanceOf(Verdict.Accepted.class));
    }

    @Test
    void whatWasRememberedIsReadApart() {
        ask(configured(), "Heat");

        Answered second = (Answered) ask(configured(), "Ronin");

        Usage usage = second.usage().orElseThrow();
        assertThat(usage, equalTo(usage(server.ledger().billed().get(1))));
        assertThat(usage.cacheRead(), greaterThan(1_024L));
        assertThat(usage.cacheWrite(), equalTo(0L));
        assertThat(server.ledger().billed().get(0).cacheWrite(), equalTo(usage.cacheRead()));
    }

    @ParameterizedTest
    @MethodSource("oddButGood")
    void anOddAnswerIsReadAllTheSame(Change odd) {
        Answered reply = answered(new Fault.Changed(odd));

        assertThat(reply.answer(), instanceOf(Map.class));
        assertThat(((Map<?, ?>) reply.answer()).get("style_category"), instanceOf(String.class));
        wasAskedOnce();
    }

    static Stream<Change> oddButGood() {
        return Stream.of(
                Change.TEXT_BEFORE_JSON,
                Change.THINKING_FIRST,
                Change.UNKNOWN_BLOCK,
                Change.NO_USAGE,
                Change.NULL_USAGE);
    }

    @Test
    void theTextIsKeptAsItCame() {
        Answered reply = answered(new Fault.Changed(Change.TEXT_BEFORE_JSON));

        assertThat(reply.text(), startsWith("Here is the analysis:"));
    }

    @Test
    void usageThatIsMissingIsNotKnown() {
        assertThat(answered(new Fault.Changed(Change.NO_USAGE)).usage(), equalTo(Optional.empty()));
    }

    @Test
    void fieldsOfUsageThatAreNullAreNone() {
        Usage usage = answered(new Fault.Changed(Change.NULL_USAGE)).usage().orElseThrow();

        Billed billed = server.ledger().billed().get(0);
        assertThat(usage, equalTo(new Usage(billed.input(), 0, 0, 0, billed.output(), 0)));
    }

    @Test
    void aRefusalOfTheModelIsNoAnswer() {
        Unusable reply = unusable(new Fault.Changed(Change.REFUSAL));

        assertThat(reply.outcome(), equalTo(Outcome.REFUSED));
        assertThat(reply.text(), equalTo(""));
        wasAskedOnce();
    }

    /** The reference: a refusal before any output is not billed. */
    @Test
    void aRefusalThatIsNotBilledIsNotBookedEither() {
        Unusable reply = unusable(new Fault.Changed(Change.REFUSAL));

        assertThat(server.ledger().billed(), empty());
        assertThat(reply.usage(), equalTo(Optional.of(Usage.NONE)));
    }

    @Test
    void anAnswerThatIsCutOffIsNoneAndWasPaid() {
        Unusable reply = unusable(new Fault.Changed(Change.CUT_OFF));

        assertThat(reply.outcome(), equalTo(Outcome.CUT_OFF));
        assertThat(
                reply.usage(),
                equalTo(Optional.of(usage(server.ledger().billed().get(0)))));
        assertThat(reply.usage().orElseThrow().output(), equalTo(1_500L));
        wasAskedOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"I would rather not.", "[]", "", "{", "}{", "{\"a\": 1, \"a\": 2}", "{\"a\": NaN}"})
    void anAnswerThatIsNoObjectIsMalformedAndWasPaid(String said) {
        Unusable reply = unusable(new Fault.Says(said));

        assertThat(reply.outcome(), equalTo(Outcome.MALFORMED));
        assertThat(reply.text(), equalTo(said));
        assertThat(
                reply.usage(),
                equalTo(Optional.of(usage(server.ledger().billed().get(0)))));
        wasAskedOnce();
    }

    @Test
    void aTruncatedBodyIsMalformedAndItsPriceIsNotKnown() {
        Unusable reply = unusable(new Fault.Truncated());

        assertThat(reply.outcome(), equalTo(Outcome.MALFORMED));
        assertThat(reply.usage(), equalTo(Optional.empty()));
        assertThat(reply.receipt().httpStatus(), equalTo(200));
        assertThat(reply.receipt().requestId(), startsWith("req_"));
        wasAskedOnce();
    }

    @Test
    void anAllowanceThatIsUsedUpAsksForAPause() {
        server.limitedTo(RateLimits.aMinute(1, PLENTY, PLENTY));

        Duration pause = ask(configured(), "Heat").receipt().pause().orElseThrow();

        assertThat(pause, greaterThan(Duration.ofSeconds(50)));
        assertThat(pause, lessThan(Duration.ofSeconds(62)));
    }

    @Test
    void theLongestOfSeveralPausesCounts() {
        server.limitedTo(RateLimits.aMinute(2, 1_000_000, 1));

        ask(configured(), "Heat");
        Duration pause = ask(configured(), "Ronin").receipt().pause().orElseThrow();

        assertThat(pause, greaterThan(Duration.ofMinutes(30)));
    }

    @Test
    void anAllowanceThatIsLeftAsksForNone() {
        server.limitedTo(RateLimits.aMinute(1_000, 1_000_000, 1_000_000));

        assertThat(ask(configured(), "Heat").receipt().pause(), equalTo(Optional.empty()));
    }
}
