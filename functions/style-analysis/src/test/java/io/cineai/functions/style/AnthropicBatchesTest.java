package io.cineai.functions.style;

import static io.cineai.functions.style.Asking.CARD;
import static io.cineai.functions.style.Asking.about;
import static io.cineai.functions.style.Asking.now;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.budget.Outcome;
import io.cineai.budget.Usage;
import io.cineai.llm.Batches;
import io.cineai.llm.Batches.Line;
import io.cineai.llm.Batches.Listed;
import io.cineai.llm.Batches.Results;
import io.cineai.llm.Batches.Sent;
import io.cineai.llm.Batches.State;
import io.cineai.llm.LanguageModelAdapter;
import io.cineai.llm.LanguageModels;
import io.cineai.llm.Question;
import io.cineai.llm.Reply.Answered;
import io.cineai.llm.Reply.Blame;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Unusable;
import io.cineai.llm.Reply.Wait;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.FilmBuilder;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.cineai.testkit.anthropic.FakeBatches;
import io.cineai.testkit.anthropic.Fault;
import io.cineai.testkit.anthropic.Fault.Change;
import io.cineai.testkit.anthropic.Ledger.Billed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches are sent once, looked after as often as it takes, and read whatever state their answers are in. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
class AnthropicBatchesTest {
    private static final String PATH = "/v1/messages/batches";

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

    private Batches service() {
        return models.configured().orElseThrow().batches().orElseThrow();
    }

    private Batches quick() {
        return Asking.model(adapters, Map.of()).batches().orElseThrow();
    }

    private static Map<String, Question> films(int count) {
        Map<String, Question> questions = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) questions.put("film-" + i, about("Film " + i));
        return questions;
    }

    /** A question of a few bytes: where only the batch counts. */
    private static Map<String, Question> one() {
        Question small = new Question("Say.", Map.of("title", "Heat"), Map.of(), 100, CARD, Optional.empty());
        return Map.of(
                "film-0",
                new Question(
                        small.instructions(), small.document(), schema(), small.maxTokens(), CARD, Optional.empty()));
    }

    private static Map<String, Object> schema() {
        return Map.of("type", "object", "additionalProperties", false, "properties", Map.of());
    }

    private String sent(Map<String, Question> questions) {
        return ((Sent.Accepted) now(service().send(questions))).batchId();
    }

    private String resultsUrl(String id) {
        return ((State.Ended) now(service().state(id))).resultsUrl();
    }

    private Map<String, Line> lines(String id) {
        return listOf(id).stream().collect(Collectors.toMap(Line::customId, line -> line));
    }

    private List<Line> listOf(String id) {
        return ((Results.Lines) now(service().results(resultsUrl(id)))).lines();
    }

    private static Answered answered(Line line) {
        return (Answered) ((Line.Answer) line).reply();
    }

    // Sending

    @Test
    void aBatchIsTakenAndNamed() {
        Instant before = Instant.now();

        Sent.Accepted sent = (Sent.Accepted) now(service().send(films(3)));

        assertThat(sent.batchId(), equalTo(server.batches().ids().get(0)));
        assertThat(sent.expiresAt().orElseThrow(), greaterThan(before.plus(Duration.ofHours(23))));
        assertThat(server.ledger().seen(PATH), equalTo(1L));
        assertThat(server.ledger().billed(), empty());
    }

    static List<Fault> lostAnswers() {
        return List.of(
                new Fault.Hangs(),
                new Fault.Trickles(Duration.ofMillis(50)),
                new Fault.Drops(),
                new Fault.BreaksOff(),
                new Fault.Truncated());
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void aBatchOfWhichNothingIsHeardMayHaveBeenTakenAndIsNotSentAgain(Fault fault) {
        server.next(fault);

        Sent sent = now(quick().send(films(2)));

        assertThat(sent, instanceOf(Sent.Unclear.class));
        assertThat(server.batches().size(), equalTo(1));
        assertThat(server.ledger().seen(PATH), equalTo(1L));
    }

    /** 502, 520 and 524 come from what stands before the API, which may have passed the batch on. */
    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504, 520, 524})
    void aServerThatFailsMayHaveTakenIt(int status) {
        server.next(Fault.refused(status, "api_error", "Something failed."));

        assertThat(now(service().send(films(2))), instanceOf(Sent.Unclear.class));
        assertThat(server.ledger().seen(PATH), equalTo(1L));
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of(Fault.refused(400, "invalid_request_error", "No."), Outcome.FAILED, Blame.QUESTION),
                Arguments.of(Fault.refused(401, "authentication_error", "No."), Outcome.FAILED, Blame.SETUP),
                Arguments.of(Fault.refused(413, "request_too_large", "No."), Outcome.FAILED, Blame.QUESTION),
                Arguments.of(Fault.rateLimited(Duration.ofSeconds(9)), Outcome.RATE_LIMITED, Blame.PROVIDER),
                Arguments.of(Fault.overloaded(), Outcome.OVERLOADED, Blame.PROVIDER),
                Arguments.of(Fault.spendCap(), Outcome.OVER_BUDGET, Blame.PROVIDER),
                Arguments.of(Fault.billingError(), Outcome.OVER_BUDGET, Blame.PROVIDER));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedBatchSurelyWasNotTaken(Fault fault, Outcome outcome, Blame blame) {
        server.next(fault);

        Unavailable why = ((Sent.NotAccepted) now(service().send(films(2)))).why();

        assertThat(why.outcome(), equalTo(outcome));
        assertThat(why.blame(), equalTo(blame));
        assertThat(why.mayBeBilled(), equalTo(false));
        assertThat(server.batches().size(), equalTo(0));
        assertThat(server.ledger().seen(PATH), equalTo(1L));
    }

    @Test
    void aRefusalOfABatchSaysHowLongToWaitAndWhatItWas() {
        server.next(Fault.rateLimited(Duration.ofSeconds(9)));

        Unavailable why = ((Sent.NotAccepted) now(service().send(films(2)))).why();

        assertThat(why.cooldown(), equalTo(Optional.of(new Wait.OfModel(Duration.ofSeconds(9)))));
        assertThat(why.receipt().httpStatus(), equalTo(429));
    }

    @Test
    void aBatchWithABadIdIsNotTaken() {
        Sent sent = now(service().send(Map.of("film:1", about("Heat"))));

        assertThat(((Sent.NotAccepted) sent).why().why(), containsString("custom_id"));
    }

    @Test
    void aBatchThatReachedNobodyWasNotTaken() throws IOException {
        Batches nobody = Asking.model(adapters, Map.of("base-url", "http://127.0.0.1:" + freePort()))
                .batches()
                .orElseThrow();

        assertThat(now(nobody.send(films(2))), instanceOf(Sent.NotAccepted.class));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    // Looking

    @Test
    void aBatchIsInProgressUntilItEnded() {
        String id = sent(films(2));

        assertThat(now(service().state(id)), instanceOf(State.InProgress.class));
        server.batches().end();
        assertThat(now(service().state(id)), instanceOf(State.Ended.class));
    }

    @Test
    void aBatchThatIsBeingCanceledIsStillInProgress() throws Exception {
        String id = sent(films(2));
        cancel(id);

        assertThat(now(service().state(id)), instanceOf(State.InProgress.class));
    }

    @Test
    void aBatchThatNobodyKnowsIsGone() {
        assertThat(now(service().state("msgbatch_0")), instanceOf(State.Gone.class));
    }

    @Test
    void anArchivedBatchIsGone() {
        String id = sent(films(1));
        server.batches().end();
        String url = resultsUrl(id);
        server.batches().archive();

        assertThat(now(service().state(id)), instanceOf(State.Gone.class));
        assertThat(now(service().results(url)), instanceOf(Results.Gone.class));
    }

    static List<Fault> passing() {
        return List.of(
                Fault.serverError(), Fault.overloaded(), new Fault.Drops(), new Fault.BreaksOff(), new Fault.Hangs());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void lookingIsTriedOnceMore(Fault fault) {
        String id = sent(films(1));
        server.batches().end();
        String url = resultsUrl(id);

        server.nextFree(fault);
        assertThat(now(quick().state(id)), instanceOf(State.Ended.class));
        server.nextFree(fault);
        assertThat(now(quick().results(url)), instanceOf(Results.Lines.class));
        server.nextFree(fault);
        assertThat(now(quick().since(Instant.EPOCH)), hasSize(1));
    }

    @Test
    void lookingFailsWhereTheProviderStaysAway() {
        String id = sent(films(1));

        server.nextFree(Fault.serverError(), Fault.serverError());
        assertThrows(IllegalStateException.class, () -> now(service().state(id)));
        server.nextFree(new Fault.Drops(), new Fault.Drops());
        assertThrows(RuntimeException.class, () -> now(service().since(Instant.EPOCH)));
    }

    @Test
    void lookingFailsWhereItIsRefused() {
        String id = sent(films(1));
        server.nextFree(Fault.refused(401, "authentication_error", "invalid x-api-key"));

        IllegalStateException why =
                assertThrows(IllegalStateException.class, () -> now(service().state(id)));

        assertThat(why.getMessage(), startsWith("401 authentication_error"));
        assertThat(server.ledger().seen(PATH + "/" + id), equalTo(1L));
    }

    /** An empty list means that the provider never took a batch, whose films are then asked about again. */
    @Test
    void aListThatIsNoJsonIsNoEmptyList() {
        sent(films(1));
        server.nextFree(new Fault.Truncated(), new Fault.Truncated());

        assertThrows(RuntimeException.class, () -> now(service().since(Instant.EPOCH)));
    }

    @Test
    void aStateThatIsNoJsonIsNoState() {
        String id = sent(films(1));
        server.nextFree(new Fault.Truncated());

        assertThrows(RuntimeException.class, () -> now(service().state(id)));
    }

    // Results

    @Test
    void answersAreReadWhateverTheirOrder() {
        String id = sent(films(30));
        server.batches().end();

        Map<String, Line> lines = lines(id);

        assertThat(lines.keySet(), equalTo(films(30).keySet()));
        Map<String, Billed> billed =
                server.ledger().billed().stream().collect(Collectors.toMap(Billed::film, it -> it));
        for (int film = 0; film < 30; film++)
            assertThat(
                    answered(lines.get("film-" + film)).usage(),
                    equalTo(Optional.of(usage(billed.get("Film " + film + " (1995)")))));
    }

    private static Usage usage(Billed billed) {
        return new Usage(billed.input(), 0, 0, 0, billed.output(), billed.thinking());
    }

    @Test
    void whatIsRememberedForAnHourIsReadApart() {
        String id = sent(films(1));
        server.batches().endWith(all -> List.of(withUsage(all.get(0), 3_000, 2_000)));

        Usage usage = answered(lines(id).get("film-0")).usage().orElseThrow();
        assertThat(usage.cacheWrite1h(), equalTo(2_000L));
        assertThat(usage.cacheWrite(), equalTo(1_000L));
    }

    private static String withUsage(String line, long written, long writtenForAnHour) {
        JsonObject told = new JsonObject(line);
        told.getJsonObject("result")
                .getJsonObject("message")
                .getJsonObject("usage")
                .put("cache_creation_input_tokens", written)
                .getJsonObject("cache_creation")
                .put("ephemeral_1h_input_tokens", writtenForAnHour);
        return told.encode();
    }

    @Test
    void aMissingLineIsMissingAndADoubleOneIsThereTwice() {
        String id = sent(films(3));
        server.batches().endWith(all -> List.of(all.get(0), all.get(0), all.get(1)));

        assertThat(listOf(id), hasSize(3));
    }

    @Test
    void oddAnswersAreReadAsThoseOfSingleCallsAre() {
        server.whenAsked(asked -> {
            String title = asked.document().getString("title");
            return Optional.of(
                    switch (title) {
                        case "Film 0" -> new Fault.Changed(Change.REFUSAL);
                        case "Film 1" -> new Fault.Changed(Change.CUT_OFF);
                        case "Film 2" -> new Fault.Changed(Change.NO_USAGE);
                        case "Film 3" -> new Fault.Changed(Change.TEXT_BEFORE_JSON);
                        case "Film 4" -> new Fault.Changed(Change.UNKNOWN_BLOCK);
                        default -> new Fault.Says("No.");
                    });
        });
        String id = sent(films(6));
        server.batches().end();

        Map<String, Line> lines = lines(id);

        assertThat(unusable(lines.get("film-0")).outcome(), equalTo(Outcome.REFUSED));
        assertThat(unusable(lines.get("film-1")).outcome(), equalTo(Outcome.CUT_OFF));
        assertThat(answered(lines.get("film-2")).usage(), equalTo(Optional.empty()));
        assertThat(answered(lines.get("film-3")).answer(), instanceOf(Map.class));
        assertThat(answered(lines.get("film-4")).answer(), instanceOf(Map.class));
        assertThat(unusable(lines.get("film-5")).outcome(), equalTo(Outcome.MALFORMED));
    }

    private static Unusable unusable(Line line) {
        return (Unusable) ((Line.Answer) line).reply();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorOfTheQuestionsOwnIsInvalidInAnEnvelopeOrAlone(boolean bare) {
        Map<String, Question> questions = films(2);
        Question wrong = questions.get("film-1");
        questions.put(
                "film-1",
                new Question(
                        wrong.instructions(), wrong.document(), Map.of("type", "object"), 100, CARD, Optional.empty()));
        String id = sent(questions);
        server.batches().endWith(all -> bare ? FakeBatches.withBareErrors(all) : all);

        Map<String, Line> lines = lines(id);

        assertThat(lines.get("film-0"), instanceOf(Line.Answer.class));
        assertThat(((Line.Invalid) lines.get("film-1")).why(), startsWith("invalid_request_error"));
        assertThat(server.ledger().billed(), hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorOfTheProvidersLeavesTheQuestionUnasked(boolean bare) {
        server.whenAsked(asked -> Optional.of(Fault.overloaded()));
        String id = sent(films(1));
        server.batches().endWith(all -> bare ? FakeBatches.withBareErrors(all) : all);

        assertThat(((Line.NotAsked) lines(id).get("film-0")).why(), startsWith("overloaded_error"));
        assertThat(server.ledger().billed(), empty());
    }

    @Test
    void whatExpiredWasNotAsked() {
        String id = sent(films(2));
        server.batches().expire();

        assertThat(lines(id).get("film-0"), equalTo(new Line.NotAsked("film-0", "expired")));
        assertThat(server.ledger().billed(), empty());
    }

    @Test
    void whatWasCanceledWasNotAsked() throws Exception {
        String id = sent(films(2));
        cancel(id);
        server.batches().end();

        assertThat(lines(id).get("film-1"), equalTo(new Line.NotAsked("film-1", "canceled")));
    }

    private void cancel(String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + PATH + "/" + id + "/cancel"))
                .header("x-api-key", FakeAnthropic.KEY)
                .header("anthropic-version", "2023-06-01")
                .header("content-type", "application/json")
                .POST(BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }

    @Test
    void emptyLinesAreLeftOut() {
        String id = sent(films(2));
        server.batches().endWith(all -> List.of("", all.get(0), " ", all.get(1)));

        assertThat(lines(id).keySet(), equalTo(films(2).keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"custom_id\":", "null", "[]", "{}"})
    void aDamagedLineIsNoMissingOne(String line) {
        String id = sent(films(2));
        server.batches().endWith(all -> List.of(all.get(0), line));

        assertThrows(RuntimeException.class, () -> lines(id));
    }

    @Test
    void aKindOfResultThatNobodyKnowsIsNoAnswer() {
        String id = sent(films(1));
        server.batches().endWith(all -> List.of(FakeBatches.result("film-0", new JsonObject().put("type", "paused"))));

        assertThat(lines(id).get("film-0"), equalTo(new Line.NotAsked("film-0", "paused")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://elsewhere.example", "https://elsewhere.example:8443", "http://user:pw@elsewhere.example"
            })
    void resultsAreFetchedFromTheConfiguredAddressWhereverTheyAreSaidToBe(String elsewhere) {
        server.batches().resultsAt(elsewhere);
        String id = sent(films(2));
        server.batches().end();

        assertThat(resultsUrl(id), startsWith(elsewhere));
        assertThat(lines(id).keySet(), equalTo(films(2).keySet()));
    }

    @Test
    void theKeyIsNotSentElsewhere() {
        try (FakeAnthropic elsewhere = new FakeAnthropic()) {
            server.batches().resultsAt(elsewhere.url());
            String id = sent(films(2));
            server.batches().end();

            lines(id);

            assertThat(elsewhere.connections(), equalTo(0));
            assertThat(elsewhere.ledger().seen(), empty());
        }
    }

    @Test
    void theKeyIsNotSentElsewhereByARedirectionEither() {
        try (FakeAnthropic elsewhere = new FakeAnthropic()) {
            String id = sent(films(1));
            server.batches().end();
            String url = resultsUrl(id);
            server.nextFree(Fault.refused(302, "redirect", "Go.", Map.of("location", elsewhere.url() + PATH)));

            assertThrows(RuntimeException.class, () -> now(service().results(url)));

            assertThat(elsewhere.ledger().seen(), empty());
        }
    }

    // Finding

    @Test
    void batchesAreListedNewestFirstWithWhatTheyHold() {
        String first = sent(films(2));
        String second = sent(films(3));
        server.batches().end();

        List<Listed> listed = now(service().since(Instant.EPOCH));

        assertThat(listed.stream().map(Listed::batchId).toList(), equalTo(List.of(second, first)));
        assertThat(listed.stream().map(Listed::requests).toList(), equalTo(List.of(3L, 2L)));
        assertThat(listed.get(0).resultsUrl(), equalTo(Optional.of(resultsUrl(second))));
    }

    @Test
    void aBatchThatGoesOnIsListedWithItsSizeAndWithoutResults() {
        sent(films(4));

        Listed listed = now(service().since(Instant.EPOCH)).get(0);

        assertThat(listed.requests(), equalTo(4L));
        assertThat(listed.resultsUrl(), equalTo(Optional.empty()));
    }

    @Test
    void thoseBeforeAreNotListed() {
        sent(one());
        Instant moment = Instant.now();
        String after = sent(one());

        List<Listed> listed = now(service().since(moment));

        assertThat(listed.stream().map(Listed::batchId).toList(), equalTo(List.of(after)));
    }

    @Test
    void moreThanAPageOfThemAreFound() {
        Batches service = service();
        IntStream.range(0, 205).forEach(i -> now(service.send(one())));
        long before = server.ledger().seen(PATH);

        List<Listed> listed = now(service.since(Instant.EPOCH));

        assertThat(listed, hasSize(205));
        assertThat(listed.stream().map(Listed::batchId).distinct().count(), equalTo(205L));
        assertThat(server.ledger().seen(PATH) - before, equalTo(3L));
    }

    @Test
    void noMorePagesAreReadThanAreNeeded() {
        Batches service = service();
        IntStream.range(0, 120).forEach(i -> now(service.send(one())));
        Instant moment = Instant.now();
        now(service.send(one()));
        long before = server.ledger().seen(PATH);

        assertThat(now(service.since(moment)), hasSize(1));
        assertThat(server.ledger().seen(PATH) - before, equalTo(1L));
    }

    @Test
    void aSampleFilmsAnswerIsTheSameAsBySingleCall() {
        String id = sent(Map.of("film-0", about(FilmBuilder.aFilm("Heat").build(), CARD)));
        server.batches().end();

        Answered single = (Answered) now(models.configured()
                .orElseThrow()
                .ask(about(FilmBuilder.aFilm("Heat").build(), CARD)));

        assertThat(answered(lines(id).get("film-0")).answer(), equalTo(single.answer()));
    }
}
