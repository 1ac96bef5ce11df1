package io.cineai;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may see whom. A rule that fails says why it is one; where the reason no longer holds, change the rule. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.cineai");

    /** Where an answer is decided. */
    private static final String[] PURE = {
        "io.cineai.movie",
        "io.cineai.movie.thematic",
        "io.cineai.movie.style",
        "io.cineai.movie.emotion",
        "io.cineai.analyze",
        "io.cineai.analyze.local",
        "io.cineai.budget",
        "io.cineai.embed.local",
        "io.cineai.taste",
        "io.cineai.recommend",
        "io.cineai.recommend.likeness",
        "io.cineai.recommend.reason",
        "io.cineai.experiment",
        "io.cineai.train",
        "io.cineai.evaluate",
        "io.cineai.ingest",
        "io.cineai.queue",
        "io.cineai.monitor",
        "io.cineai.opinion",
        "io.cineai.query",
        "io.cineai.query.match",
        "io.cineai.query.rubric",
        "io.cineai.query.text",
        "io.cineai.query.lexicon",
        "io.cineai.query.catalogue",
        "io.cineai.query.find",
        "io.cineai.query.local"
    };

    private static final String[] SQL_CLIENT = {
        "io.vertx.sqlclient..", "io.vertx.pgclient..", "io.vertx.mutiny.sqlclient..", "io.vertx.mutiny.pgclient..",
        "io.quarkus.reactive..", "java.sql..", "javax.sql..", "org.postgresql.."
    };

    private static final String[] ORM = {
        "org.hibernate..", "jakarta.persistence..", "io.quarkus.hibernate..", "io.quarkus.panache.."
    };

    private static final String[] JSON = {
        "com.fasterxml.jackson..", "io.vertx.core.json..", "jakarta.json..", "com.google.gson.."
    };

    private static final String[] OPEN_TELEMETRY = {"io.opentelemetry..", "io.quarkus.opentelemetry.."};

    private static final String[] HTTP_CLIENT = {
        "io.quarkus.rest.client..",
        "jakarta.ws.rs..",
        "org.jboss.resteasy..",
        "org.eclipse.microprofile.rest..",
        "io.smallrye.faulttolerance..",
        "org.eclipse.microprofile.faulttolerance..",
        "java.net.http.."
    };

    /** What the core of Vert.x is. Not among it: the buffers of Mutiny's bindings, which are what the SQL client calls bytes. */
    private static final String[] VERTX = {
        "io.vertx.core..",
        "io.vertx.ext..",
        "io.vertx.mutiny.core",
        "io.vertx.mutiny.ext..",
        "io.quarkus.vertx..",
        "io.smallrye.common.vertx.."
    };

    @Test
    void thereIsSomethingToLookAt() {
        for (String pure : PURE) assertTrue(OURS.containPackage(pure), pure);
        assertTrue(OURS.size() > 100);
    }

    @Test
    void aFilmDependsOnNothing() {
        onlySees("io.cineai.movie", "a film is what everything else is about");
    }

    @Test
    void whatIsKnownOfAFilmSeesOnlyFilms() {
        String why = "an analysis is the same whoever made it";
        onlySees("io.cineai.movie.thematic", why, "io.cineai.movie");
        onlySees("io.cineai.movie.style", why, "io.cineai.movie");
        onlySees("io.cineai.movie.emotion", why, "io.cineai.movie");
    }

    @Test
    void analyzingSeesOnlyFilms() {
        String why = "a question and its judgement can be tested with no model at hand";
        onlySees("io.cineai.analyze", why, "io.cineai.movie..");
        onlySees("io.cineai.analyze.local", why, "io.cineai.movie..");
    }

    @Test
    void embeddingByWordsSeesOnlyFilms() {
        onlySees("io.cineai.embed.local", "a vector is the same whoever asks for it, and when", "io.cineai.movie");
    }

    @Test
    void moneySeesNothing() {
        onlySees("io.cineai.budget", "what a call costs does not depend on what is asked");
    }

    @Test
    void tasteSeesOnlyFilms() {
        onlySees("io.cineai.taste", "what a user said is true whatever we make of it", "io.cineai.movie");
    }

    @Test
    void recommendingSeesOnlyTasteAndFilms() {
        onlySees(
                "io.cineai.recommend",
                "lists can be made and tested with no database, no model and no clock",
                "io.cineai.movie..",
                "io.cineai.taste",
                "io.cineai.recommend.likeness",
                "io.cineai.recommend.reason");
        String why = "films are alike, and reasons are true, whatever list they are in";
        onlySees("io.cineai.recommend.likeness", why, "io.cineai.movie..", "io.cineai.taste");
        onlySees("io.cineai.recommend.reason", why, "io.cineai.movie..");
    }

    @Test
    void experimentsSeeOnlyListsAndUsers() {
        onlySees(
                "io.cineai.experiment",
                "who is in which arm must not depend on who asks",
                "io.cineai.recommend..",
                "io.cineai.taste");
    }

    @Test
    void whatIsAskedAboutListsSeesOnlyListsAndHowAnswersAreRead() {
        onlySees(
                "io.cineai.opinion",
                "a question and its judgement can be tested with no model at hand",
                "io.cineai.movie",
                "io.cineai.taste",
                "io.cineai.recommend..",
                "io.cineai.analyze");
    }

    @Test
    void whatSomebodyAsksForIsOnlyAboutFilms() {
        String why = "a text means the same whoever sent it, and wherever from";
        onlySees("io.cineai.query", why, "io.cineai.movie..");
        onlySees("io.cineai.query.text", "how words are written says nothing of films");
        onlySees("io.cineai.query.lexicon", why, "io.cineai.movie..", "io.cineai.query", "io.cineai.query.text");
        onlySees("io.cineai.query.catalogue", why, "io.cineai.movie", "io.cineai.query", "io.cineai.query.text");
        onlySees(
                "io.cineai.query.find",
                "what words are is found before it is asked what is meant",
                "io.cineai.query",
                "io.cineai.query.text",
                "io.cineai.query.lexicon",
                "io.cineai.query.catalogue");
        onlySees("io.cineai.query.local", why, "io.cineai.movie..", "io.cineai.query..");
    }

    @Test
    void askingWhatAQueryMeansSeesNoModel() {
        onlySees(
                "io.cineai.query.rubric",
                "what a model says is judged by the text and the catalogue",
                "io.cineai.query",
                "io.cineai.movie..",
                "io.cineai.analyze");
    }

    @Test
    void whichFilmsAnswerIsOnlyAboutFilmsAndWhatIsAsked() {
        onlySees(
                "io.cineai.query.match",
                "results can be made and tested with no database and no user at hand",
                "io.cineai.query",
                "io.cineai.movie..");
    }

    @Test
    void listsDoNotAskAModel() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(
                        "io.cineai.usecase",
                        "io.cineai.usecase.list",
                        "io.cineai.usecase.opinion",
                        "io.cineai.usecase.read")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.cineai.llm..",
                        "io.cineai.usecase.batch",
                        "io.cineai.usecase.query",
                        "io.cineai.usecase.spend",
                        "io.cineai.usecase.wording")
                .because("whoever makes a list needs no HTTP client, and waits for nobody");
        rule.check(OURS);
    }

    @Test
    void trainingSeesOnlyTasteFilmsAndLinearAlgebra() {
        onlySees(
                "io.cineai.train",
                "a model can be learned from anything that has signals",
                "io.cineai.movie",
                "io.cineai.taste",
                "org.ejml..");
    }

    @Test
    void evaluatingSeesOnlyTasteAndFilms() {
        onlySees(
                "io.cineai.evaluate",
                "what is measured must not depend on what measures it",
                "io.cineai.movie",
                "io.cineai.taste");
    }

    @Test
    void ingestingSeesOnlyTasteFilmsAndFiles() {
        onlySees(
                "io.cineai.ingest",
                "sources are read before anybody decides where they go",
                "io.cineai.movie",
                "io.cineai.taste",
                "de.siegmar.fastcsv..");
    }

    @Test
    void theQueuesRulesSeeNothing() {
        onlySees("io.cineai.queue", "when to try again does not depend on what is tried");
    }

    @Test
    void theMonitorsRulesSeeNothing() {
        onlySees("io.cineai.monitor", "what is amiss follows from figures, wherever they come from");
    }

    @Test
    void nothingPureLooksAtAClockOrRollsADie() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethodWhere(tellsTimeOrChance())
                .because("equal input must give equal output: time and chance come in as arguments");
        rule.check(OURS);
    }

    @Test
    void storesSeeNoUseCaseAndNoEdge() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.cineai.usecase..", "io.cineai.function..", "io.cineai.train..", "io.cineai.ingest..")
                .because("a store writes the decision and does not know who took it");
        rule.check(OURS);
    }

    @Test
    void useCasesDoNotKnowHowTheyAreCalled() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.usecase..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.cineai.function..")
                .because("a schedule, a person and a test call the same use case");
        rule.check(OURS);
    }

    @Test
    void theEdgeSeesNothingOfOurs() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage("io.cineai.function..")
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAnyPackage("io.cineai..")).or(resideInAnyPackage("io.cineai.function..")))
                .because("every function shares it, whatever the function does");
        rule.check(OURS);
    }

    @Test
    void onlyStoresSeeAnSqlClient() {
        only("SQL stays beside its method, and what leaves is domain", SQL_CLIENT, "io.cineai.store..");
    }

    @Test
    void onlyModelsAndTheAlertsChannelAreCalledByHttp() {
        only(
                "everything else runs without a network",
                HTTP_CLIENT,
                "io.cineai.llm..",
                "io.cineai.embed.openai",
                "io.cineai.alert");
    }

    @Test
    void theAlertsChannelSeesOnlyWhatIsTold() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.alert")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.cineai..")
                        .and(not(resideInAnyPackage("io.cineai.alert", "io.cineai.monitor"))))
                .because("what is sent was decided, and claimed, by somebody else");
        rule.check(OURS);
    }

    @Test
    void modelsKnowNoDatabaseAndNobodyWhoAsks() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.llm..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.cineai..")
                        .and(not(resideInAnyPackage("io.cineai.llm..", "io.cineai.budget", "io.cineai.telemetry"))))
                .because("who calls has reserved the money, and decides what an answer is worth");
        rule.check(OURS);
    }

    @Test
    void embeddersKnowFilmsAndNobodyWhoAsks() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.embed..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.cineai..")
                        .and(not(resideInAnyPackage(
                                "io.cineai.embed..",
                                "io.cineai.llm..",
                                "io.cineai.budget",
                                "io.cineai.movie",
                                "io.cineai.telemetry"))))
                .because("who calls has reserved the money, and keeps the vectors");
        rule.check(OURS);
    }

    @Test
    void storesKnowNoModelAndNoChannel() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.cineai.llm..", "io.cineai.embed..", "io.cineai.alert")
                .because("no transaction is ever open over a call");
        rule.check(OURS);
    }

    @Test
    void onlyTheOrmPackageSeesHibernate() {
        only("the read function runs without a jar of it", ORM, "io.cineai.store.orm");
    }

    @Test
    void theOrmPackageUsesNoBareSqlClient() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.store.orm")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SQL_CLIENT)
                .because("beside a session it is a second connection: another transaction, and no fence");
        rule.check(OURS);
    }

    @Test
    void onlyStoresModelsTheAlertsChannelFilesAndTheEdgeSeeJson() {
        only(
                "what is decided is decided on values, not on text",
                JSON,
                "io.cineai.store..",
                "io.cineai.llm..",
                "io.cineai.embed.openai",
                "io.cineai.alert",
                "io.cineai.export",
                "io.cineai.item",
                "io.cineai.function..",
                "io.cineai.log");
    }

    @Test
    void filesSeeOnlyWhatTheySay() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.export")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.cineai..")
                        .and(not(resideInAnyPackage(
                                "io.cineai.export",
                                "io.cineai.item",
                                "io.cineai.movie..",
                                "io.cineai.recommend..",
                                "io.cineai.taste"))))
                .because("a folder can be written, and tested, with no database at hand");
        rule.check(OURS);
    }

    @Test
    void theFilesClockIsTheirCallers() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.export")
                .should()
                .callMethodWhere(tellsTime())
                .because("how long a file stays must not depend on whose clock is asked");
        rule.check(OURS);
    }

    @Test
    void onlyTheEdgeAndTheOrmPackageSeeVertx() {
        only(
                "nobody else needs to know which thread runs what: the hop to the event loop is at the door of store.orm",
                VERTX,
                "io.cineai.function..",
                "io.cineai.store.orm");
    }

    @Test
    void theLogSeesOnlyIds() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.log")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.cineai..")
                        .and(not(resideInAnyPackage("io.cineai.log", "io.cineai.taste"))))
                .because("every function writes one, whatever it is made of");
        rule.check(OURS);
    }

    @Test
    void telemetrySeesNobodyWhomItTellsOf() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.cineai.telemetry")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.cineai..")
                        .and(not(resideInAnyPackage("io.cineai.telemetry", "io.cineai.log", "io.cineai.budget"))))
                .because("what does not know users, films and prompts cannot send them away");
        rule.check(OURS);
    }

    @Test
    void onlyTelemetrySeesOpenTelemetry() {
        only("the read function runs without a jar of it", OPEN_TELEMETRY, "io.cineai.telemetry");
    }

    @Test
    void nothingIsNamedForAPattern() {
        ArchRule rule = noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .because("a name says what is held or done");
        rule.check(OURS);
    }

    @Test
    void entitiesAreRowsThatDoNotLeaveTheirPackage() {
        ArchRule rule = classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .haveSimpleNameEndingWith("Row")
                .andShould()
                .bePackagePrivate()
                .andShould()
                .resideInAPackage("io.cineai.store.orm")
                .because("a row that is seen is a schema that cannot change");
        rule.check(OURS);
    }

    @Test
    void repositoriesStayBehindTheirStore() {
        ArchRule rule = classes()
                .that()
                .areAssignableTo("io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase")
                .should()
                .bePackagePrivate()
                .because("whoever holds one can delete every row");
        rule.check(OURS);
    }

    @Test
    void packagesFormNoCycle() {
        ArchRule rule = slices().matching("io.cineai.(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle is one package with two names");
        rule.check(OURS);
    }

    @Test
    void everyPackageSaysWhatLivesHereAndIsNullMarked() {
        Set<String> withClasses = OURS.stream()
                .filter(not(simpleName("package-info")))
                .map(it -> it.getPackageName())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> marked = OURS.stream()
                .filter(it -> it.getSimpleName().equals("package-info") && it.isAnnotatedWith(NullMarked.class))
                .map(it -> it.getPackageName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(withClasses, marked);
    }

    private static void onlySees(String pure, String why, String... others) {
        List<String> seen = Stream.concat(Stream.of(pure, "java..", "org.jspecify.."), Stream.of(others))
                .toList();
        classes()
                .that()
                .resideInAPackage(pure)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(seen.toArray(String[]::new))
                .because(why)
                .check(OURS);
    }

    private static void only(String why, String[] seen, String... by) {
        noClasses()
                .that()
                .resideOutsideOfPackages(by)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(seen)
                .because(why)
                .check(OURS);
    }

    private static DescribedPredicate<JavaMethodCall> tellsTime() {
        return DescribedPredicate.describe("tells the time", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getName();
            return (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
                    || (owner.equals("java.lang.System")
                            && (name.equals("currentTimeMillis") || name.equals("nanoTime")));
        });
    }

    private static DescribedPredicate<JavaMethodCall> tellsTimeOrChance() {
        return DescribedPredicate.describe("tells the time or rolls a die", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getName();
            boolean noArguments = call.getTarget().getRawParameterTypes().isEmpty();
            return (owner.startsWith("java.time.") && name.equals("now"))
                    || (owner.equals("java.time.Clock") && name.startsWith("system"))
                    || (owner.equals("java.lang.System")
                            && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                    || (owner.equals("java.lang.Math") && name.equals("random"))
                    || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
                    || (owner.equals("java.util.concurrent.ThreadLocalRandom") && name.equals("current"))
                    || (owner.equals("java.util.random.RandomGenerator")
                            && name.startsWith("getDefault")
                            && noArguments);
        });
    }
}
