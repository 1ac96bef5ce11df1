package io.cineai.store.orm;

import static io.cineai.store.orm.NativeSql.count;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.analyze.AnalysisKind;
import io.cineai.store.analysis.AnalysisDocument;
import io.cineai.store.analysis.Claim;
import io.cineai.store.analysis.Recipe;
import io.cineai.store.analysis.WantedFilm;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes what calls came to: the call and its cost, the result and what the app sees of it, all or nothing. A result is written behind
 * the fence of its claim: under a token that is no longer the row's, only the money is booked. The budget's rows are locked last, so that
 * workers wait for each other no longer than they must.
 */
@ApplicationScoped
public class ResultStore {
    /** Ninety days, ten more or less, so that what was analysed in one night does not expire in one. */
    private static final String READY = """
            with fence as (
                update cineai.movie_analyses
                   set state = 'ready', result = cast(cast(?3 as text) as jsonb), analyzed_at = clock_timestamp(),
                       expires_at = clock_timestamp() + interval '80 days' + random() * interval '20 days',
                       claim_token = null, leased_until = null, batch_intent = null, last_error = null, judged = 0
                 where key = ?1
                   and claim_token = ?2
                   and state = 'in_progress'
                returning 1)
            select count(*) from fence""";

    /** After the second answer that breaks a rule it has failed. */
    private static final String REJECTED = """
            with fence as (
                update cineai.movie_analyses
                   set judged = judged + 1,
                       last_error = left(?3, 500),
                       state = case when judged + 1 >= 2 then 'failed' when ?4 then 'pending' else state end,
                       claim_token = case when judged + 1 >= 2 or ?4 then null else claim_token end,
                       leased_until = case when judged + 1 >= 2 or ?4 then null else leased_until end,
                       batch_intent = case when judged + 1 >= 2 or ?4 then null else batch_intent end
                 where key = ?1
                   and claim_token = ?2
                   and state = 'in_progress'
                returning state)
            select count(*) from fence where state = 'failed'""";

    private static final String FOUND_LOCALLY = """
            with put as (
                insert into cineai.movie_analyses as a
                       (key, movie_id, kind, depth, focus, provider, model, prompt_version, input_hash, state, result, analyzed_at,
                        expires_at)
                select t.key, t.movie_id, ?1, ?2, cast(?3 as text[]), ?4, ?5, ?6, t.input_hash, 'ready', cast(t.result as jsonb),
                       clock_timestamp(), clock_timestamp() + interval '80 days' + random() * interval '20 days'
                  from unnest(cast(?7 as text[]), cast(?8 as uuid[]), cast(?9 as text[]), cast(?10 as text[]))
                       as t (key, movie_id, input_hash, result)
                  join public.movies m on m.id = t.movie_id
                 order by t.key
                on conflict (key) do update
                   set state = 'ready', result = excluded.result, analyzed_at = excluded.analyzed_at,
                       expires_at = excluded.expires_at, claim_token = null, leased_until = null, last_error = null
                returning 1)
            select count(*) from put""";

    /** The best valid result: what the local rules say gives way to anybody else's while that is valid. */
    private static final Map<AnalysisKind, String> PUBLISH =
            new EnumMap<>(Map.of(AnalysisKind.STYLE, """
            with put as (
                insert into public.movie_cinematic_styles as p
                       (movie_id, visual_characteristics, camera_work, editing_style, sound_design, production_design,
                        style_influences, innovations, focus_areas, overall_style_score, cinematography, confidence, provider,
                        model, prompt_version, analyzed_at, expires_at, updated_at)
                select r.movie_id, r.visual_characteristics, r.camera_work, r.editing_style, r.sound_design, r.production_design,
                       r.style_influences, r.innovations, r.focus_areas, r.overall_style_score, r.cinematography, r.confidence,
                       r.provider, r.model, r.prompt_version, a.analyzed_at, a.expires_at, clock_timestamp()
                  from jsonb_array_elements(cast(cast(?1 as text) as jsonb)) d
                  join cineai.movie_analyses a on a.key = d ->> 'key' and a.state = 'ready'
                 cross join lateral jsonb_populate_record(cast(null as public.movie_cinematic_styles), d) r
                 order by r.movie_id
                on conflict (movie_id) do update
                   set visual_characteristics = excluded.visual_characteristics, camera_work = excluded.camera_work,
                       editing_style = excluded.editing_style, sound_design = excluded.sound_design,
                       production_design = excluded.production_design, style_influences = excluded.style_influences,
                       innovations = excluded.innovations, focus_areas = excluded.focus_areas,
                       overall_style_score = excluded.overall_style_score, cinematography = excluded.cinematography,
                       confidence = excluded.confidence, provider = excluded.provider, model = excluded.model,
                       prompt_version = excluded.prompt_version, analyzed_at = excluded.analyzed_at,
                       expires_at = excluded.expires_at, updated_at = excluded.updated_at
                 where excluded.provider <> 'local' or p.provider = 'local' or p.expires_at < clock_timestamp()
                returning 1)
            select count(*) from put""", AnalysisKind.THEMATIC, """
            with put as (
                insert into public.movie_thematic_profiles as p
                       (movie_id, psychological_themes, narrative_structure, visual_motifs, cultural_context, genre_themes,
                        atmospheric_qualities, themes, complexity_score, confidence, provider, model, prompt_version, analyzed_at,
                        expires_at, last_analyzed, updated_at)
                select r.movie_id, r.psychological_themes, r.narrative_structure, r.visual_motifs, r.cultural_context,
                       r.genre_themes, r.atmospheric_qualities, r.themes, r.complexity_score, r.confidence, r.provider, r.model,
                       r.prompt_version, a.analyzed_at, a.expires_at, a.analyzed_at, clock_timestamp()
                  from jsonb_array_elements(cast(cast(?1 as text) as jsonb)) d
                  join cineai.movie_analyses a on a.key = d ->> 'key' and a.state = 'ready'
                 cross join lateral jsonb_populate_record(cast(null as public.movie_thematic_profiles), d) r
                 order by r.movie_id
                on conflict (movie_id) do update
                   set psychological_themes = excluded.psychological_themes, narrative_structure = excluded.narrative_structure,
                       visual_motifs = excluded.visual_motifs, cultural_context = excluded.cultural_context,
                       genre_themes = excluded.genre_themes, atmospheric_qualities = excluded.atmospheric_qualities,
                       themes = excluded.themes, complexity_score = excluded.complexity_score,
                       confidence = excluded.confidence, provider = excluded.provider, model = excluded.model,
                       prompt_version = excluded.prompt_version, analyzed_at = excluded.analyzed_at,
                       expires_at = excluded.expires_at, last_analyzed = excluded.last_analyzed,
                       updated_at = excluded.updated_at
                 where excluded.provider <> 'local' or p.provider = 'local' or p.expires_at < clock_timestamp()
                returning 1)
            select count(*) from put""", AnalysisKind.EMOTIONAL, """
            with put as (
                insert into public.movie_emotional_journeys as p
                       (movie_id, overall_pattern, emotional_beats, climactic_moment, resolution, intensity_score,
                        cathartic_elements, overall_emotional_intensity, valence_curve, confidence, provider, model,
                        prompt_version, analyzed_at, expires_at, updated_at)
                select r.movie_id, r.overall_pattern, r.emotional_beats, r.climactic_moment, r.resolution, r.intensity_score,
                       r.cathartic_elements, r.overall_emotional_intensity, r.valence_curve, r.confidence, r.provider, r.model,
                       r.prompt_version, a.analyzed_at, a.expires_at, clock_timestamp()
                  from jsonb_array_elements(cast(cast(?1 as text) as jsonb)) d
                  join cineai.movie_analyses a on a.key = d ->> 'key' and a.state = 'ready'
                 cross join lateral jsonb_populate_record(cast(null as public.movie_emotional_journeys), d) r
                 order by r.movie_id
                on conflict (movie_id) where user_mood_context is null do update
                   set overall_pattern = excluded.overall_pattern, emotional_beats = excluded.emotional_beats,
                       climactic_moment = excluded.climactic_moment, resolution = excluded.resolution,
                       intensity_score = excluded.intensity_score, cathartic_elements = excluded.cathartic_elements,
                       overall_emotional_intensity = excluded.overall_emotional_intensity,
                       valence_curve = excluded.valence_curve, confidence = excluded.confidence, provider = excluded.provider,
                       model = excluded.model, prompt_version = excluded.prompt_version, analyzed_at = excluded.analyzed_at,
                       expires_at = excluded.expires_at, updated_at = excluded.updated_at
                 where excluded.provider <> 'local' or p.provider = 'local' or p.expires_at < clock_timestamp()
                returning 1)
            select count(*) from put"""));

    private final EventLoop eventLoop;
    private final ObjectMapper json;

    ResultStore(EventLoop eventLoop, ObjectMapper json) {
        this.eventLoop = eventLoop;
        this.json = json;
    }

    /** Books a call that brought no answer to judge. */
    public Uni<Void> book(Booking booking) {
        return eventLoop
                .inTransaction(session -> Bookings.call(session, booking)
                        .chain(isNew -> isNew ? Bookings.settle(session, booking) : nothing()))
                .replaceWithVoid();
    }

    /** Books a call and keeps its answer. False where the claim is ours no more: then the answer is dropped. */
    public Uni<Boolean> accept(Booking booking, Claim claim, AnalysisDocument found) {
        return eventLoop.inTransaction(session ->
                Bookings.call(session, booking).chain(isNew -> isNew ? accept(session, booking, claim, found) : no()));
    }

    private Uni<Boolean> accept(Mutiny.Session session, Booking booking, Claim claim, AnalysisDocument found) {
        return count(session, READY, claim.key(), claim.token(), text(found.result()))
                .chain(ours -> ours == 1 ? publish(session, found.recipe().kind(), List.of(found)) : none())
                .call(() -> Bookings.settle(session, booking))
                .map(published -> published >= 0);
    }

    /**
     * Books a call whose answer broke a rule. True where it was the second such answer: then the analysis has failed.
     *
     * @param handBack whether somebody else may ask again; otherwise the claim goes on
     */
    public Uni<Boolean> reject(Booking booking, Claim claim, String why, boolean handBack) {
        return eventLoop.inTransaction(session -> Bookings.call(session, booking)
                .chain(isNew -> isNew
                        ? count(session, REJECTED, claim.key(), claim.token(), why, handBack)
                                .call(() -> Bookings.settle(session, booking))
                                .map(failed -> failed == 1)
                        : no()));
    }

    /** Keeps what the local rules found, which costs nothing and waits for nobody; how many. */
    public Uni<Long> acceptLocal(Recipe recipe, List<WantedFilm> films, List<AnalysisDocument> found) {
        return eventLoop.inTransaction(session -> count(
                        session,
                        FOUND_LOCALLY,
                        recipe.kind().label(),
                        recipe.kind().depth(),
                        recipe.kind().focus().toArray(String[]::new),
                        recipe.model().provider(),
                        recipe.model().model(),
                        recipe.promptVersion(),
                        films.stream().map(WantedFilm::key).toArray(String[]::new),
                        films.stream().map(it -> it.film().id().value()).toArray(UUID[]::new),
                        films.stream().map(WantedFilm::inputHash).toArray(String[]::new),
                        found.stream().map(it -> text(it.result())).toArray(String[]::new))
                .call(() -> publish(session, recipe.kind(), found)));
    }

    private Uni<Long> publish(Mutiny.Session session, AnalysisKind kind, List<AnalysisDocument> found) {
        List<Map<String, Object>> rows =
                found.stream().map(AnalysisDocument::row).toList();
        return count(session, PUBLISH.get(kind), text(rows));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private static Uni<Boolean> no() {
        return Uni.createFrom().item(false);
    }

    private static Uni<Long> none() {
        return Uni.createFrom().item(-1L);
    }

    private String text(Object mapsAndLists) {
        try {
            return json.writeValueAsString(mapsAndLists);
        } catch (JsonProcessingException notPlainData) {
            throw new IllegalArgumentException("not writable as JSON: " + mapsAndLists.getClass(), notPlainData);
        }
    }
}
