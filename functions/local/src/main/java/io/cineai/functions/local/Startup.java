package io.cineai.functions.local;

import io.cineai.usecase.AnswerDoorbell;
import io.cineai.usecase.ImportCatalogue;
import io.cineai.usecase.ImportCatalogue.Imported;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.TrainSimilarity;
import io.cineai.usecase.analysis.AnalyzeFilms;
import io.cineai.usecase.coldstart.ColdStart;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Fills an empty database, learns, and makes every list; says what it did, and is ready when the lists are there. */
@ApplicationScoped
class Startup {
    private static final Logger LOG = Logger.getLogger(Startup.class);

    private final ImportCatalogue catalogue;
    private final TrainSimilarity training;
    private final ColdStart coldStart;
    private final AnalyzeFilms analyses;
    private final Welcome welcome;
    private final AnswerDoorbell doorbell;
    private final Settings settings = new Settings(System.getenv());
    private volatile boolean done;

    Startup(
            ImportCatalogue catalogue,
            TrainSimilarity training,
            ColdStart coldStart,
            AnalyzeFilms analyses,
            Welcome welcome,
            AnswerDoorbell doorbell) {
        this.catalogue = catalogue;
        this.training = training;
        this.coldStart = coldStart;
        this.analyses = analyses;
        this.welcome = welcome;
        this.doorbell = doorbell;
    }

    boolean isDone() {
        return done;
    }

    void begin(@Observes StartupEvent started) {
        data().chain(this::learn)
                .chain(this::analyze)
                .chain(() -> coldStart.run(ColdStart.Request.LISTS))
                .invoke(report -> LOG.infof(
                        "lists: %d made, %d unchanged, %d failed, in %.1f s",
                        report.succeeded(), report.skipped(), report.failed(), seconds(report)))
                .chain(welcome::text)
                .subscribe()
                .with(this::finished, Startup::failed);
    }

    /** Before, a ring would have lists made without a model, beside the import and the training, and made again by us. */
    private void finished(String text) {
        doorbell.listen();
        done = true;
        LOG.info(text);
    }

    /** Without its data this process is of no use: it says why and ends. */
    private static void failed(Throwable why) {
        LOG.errorf("cannot start: %s", why.getMessage());
        LOG.debug("the whole of it", why);
        Quarkus.asyncExit(1);
    }

    private Uni<Imported> data() {
        if (settings.importFolder().isPresent())
            return catalogue.movieLens(settings.importFolder().get(), LOG::info).invoke(Startup::tell);
        if (settings.databaseUrl().isPresent()) return Uni.createFrom().item(new Imported(0, 0, 0));
        return catalogue
                .isNeeded()
                .chain(needed -> needed
                        ? catalogue.sample().invoke(Startup::tell)
                        : Uni.createFrom().item(new Imported(0, 0, 0)));
    }

    private static void tell(Imported imported) {
        LOG.infof(
                "data: %d films, %d users, %d ratings new or changed",
                imported.films(), imported.users(), imported.ratings());
    }

    private Uni<Void> learn(Imported imported) {
        if (imported.isNothing()) return Uni.createFrom().voidItem();
        return training.run(TrainSimilarity.Request.DEFAULT)
                .invoke(report -> LOG.infof(
                        "model: %d films learned in %.1f s, %s", report.succeeded(), seconds(report), report.details()))
                .replaceWithVoid();
    }

    /**
     * All three at once: each alone leaves a core idle while it writes. What the local rules find is free; a model is asked on schedule or
     * by hand only: a start must not cost money.
     */
    private Uni<Void> analyze() {
        if (analyses.costsMoney()) return Uni.createFrom().voidItem();
        return Uni.join()
                .all(
                        analyses.style(AnalyzeFilms.Request.ALL).invoke(report -> tell("style", report)),
                        analyses.themes(AnalyzeFilms.Request.ALL).invoke(report -> tell("themes", report)),
                        analyses.journeys(AnalyzeFilms.Request.ALL).invoke(report -> tell("emotional journey", report)))
                .andFailFast()
                .replaceWithVoid();
    }

    private static void tell(String what, RunReport report) {
        LOG.infof("%s of %d films analysed in %.1f s", what, report.succeeded(), seconds(report));
    }

    private static double seconds(RunReport report) {
        return report.durationMs() / 1000.0;
    }
}
