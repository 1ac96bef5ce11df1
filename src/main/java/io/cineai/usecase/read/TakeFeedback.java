package io.cineai.usecase.read;

import io.cineai.store.feedback.FeedbackStore;
import io.cineai.store.feedback.FeedbackStore.Recorded;
import io.cineai.taste.UserId;
import io.cineai.usecase.Rule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes what users say of films and lists, as often as it is sent, and keeps each act once. */
@ApplicationScoped
public class TakeFeedback {
    /** Acts in one request. */
    public static final int MOST = 500;

    private static final String SATISFACTION = "satisfaction";
    private static final Set<String> ACTIONS = new TreeSet<>(Set.of(
            "impression",
            "view",
            "click",
            "save",
            "skip",
            "like",
            "dislike",
            "not_interested",
            "dismissed",
            "watched",
            SATISFACTION));

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    /** A phone's clock may be fast: what lies a little ahead is taken as now. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final int CONTEXT_FIELDS = 20;

    private final FeedbackStore feedback;
    private final Recollection recollection;
    private final Clock clock = Clock.systemUTC();

    TakeFeedback(FeedbackStore feedback, Recollection recollection) {
        this.feedback = feedback;
        this.recollection = recollection;
    }

    /**
     * One act.
     *
     * @param clientId given by the client, the same each time that it sends the act
     * @param movieId what it is about; only {@code satisfaction} may be about a whole list, and then it is null
     * @param action impression, view, click, save, skip, like, dislike (thumbs up, thumbs down), not_interested, dismissed, watched,
     *     satisfaction
     * @param satisfaction 1 to 5, for {@code satisfaction} and no other
     * @param occurredAt when it was done, by the client's clock: ISO 8601 with an offset
     * @param generation of the list that the user saw
     * @param rank of the film in it; checked and not kept, because what clients say of it need not be true
     * @param algorithmUsed what had put it there; likewise
     * @param context anything else that tells how it came to be, as flat JSON
     */
    @RegisterForReflection
    public record Event(
            @Nullable UUID clientId,
            @Nullable UUID movieId,
            @Nullable String action,
            @Nullable Integer satisfaction,
            @Nullable String occurredAt,
            @Nullable Long generation,
            @Nullable Integer rank,
            @Nullable String algorithmUsed,
            @Nullable Map<String, Object> context) {
        public Event {
            Rule.present("clientId", clientId);
            Rule.present("action", action);
            Rule.present("occurredAt", occurredAt);
            if (!ACTIONS.contains(action))
                throw new IllegalArgumentException(
                        "action must be one of " + String.join(", ", ACTIONS) + ": " + action);
            boolean content = SATISFACTION.equals(action);
            if (movieId == null && !content) throw new IllegalArgumentException("movieId must be there");
            if (content && satisfaction == null)
                throw new IllegalArgumentException("satisfaction must be there, 1 to 5");
            if (!content && satisfaction != null)
                throw new IllegalArgumentException("satisfaction must be left out where the action is " + action);
            Rule.within("satisfaction", satisfaction, 1, 5);
            Rule.within("rank", rank, 1, 1_000);
            if (generation != null && generation < 0)
                throw new IllegalArgumentException("generation must be 0 or more: " + generation);
            if (algorithmUsed != null && algorithmUsed.length() > 40)
                throw new IllegalArgumentException("algorithmUsed must have at most 40 characters");
            if (at(occurredAt).isBefore(FIRST))
                throw new IllegalArgumentException("occurredAt must be after 1999: " + occurredAt);
            if (context != null && context.size() > CONTEXT_FIELDS)
                throw new IllegalArgumentException("context must have at most " + CONTEXT_FIELDS + " fields");
        }

        private Instant at() {
            return at(occurredAt);
        }

        private static Instant at(String time) {
            try {
                return OffsetDateTime.parse(time).toInstant();
            } catch (DateTimeParseException notATime) {
                throw new IllegalArgumentException(
                        "occurredAt must be a time with its offset, as 2026-01-02T03:04:05Z: " + time);
            }
        }

        private Map<String, Object> columns() {
            Map<String, Object> columns = new HashMap<>();
            columns.put("client_id", String.valueOf(clientId));
            columns.put("movie_id", movieId == null ? null : movieId.toString());
            columns.put("action", action);
            columns.put("satisfaction", satisfaction);
            columns.put("occurred_at", at().toString());
            columns.put("generation", generation == null || generation == 0 ? null : generation);
            columns.put("context", context);
            return columns;
        }
    }

    /**
     * What became of it.
     *
     * @param recorded acts that were new
     * @param repeated acts that were known already
     * @param unknownMovies films that do not exist; what was said of them is dropped
     */
    public record Receipt(int recorded, int repeated, List<UUID> unknownMovies) {}

    /** @param claims JSON of the caller's verified claims */
    public Uni<Receipt> take(UserId user, String claims, List<@Nullable Event> events) {
        if (events.size() > MOST)
            throw new IllegalArgumentException("feedback must have at most " + MOST + " acts: " + events.size());
        Instant latest = clock.instant().plus(AHEAD);
        for (int k = 0; k < events.size(); k++) {
            Event event = events.get(k);
            if (event == null) throw new IllegalArgumentException("[" + k + "] must be an act");
            if (event.at().isAfter(latest))
                throw new IllegalArgumentException(
                        "[" + k + "].occurredAt must be at the most a day ahead: " + event.occurredAt());
        }
        if (events.isEmpty()) return Uni.createFrom().item(new Receipt(0, 0, List.of()));
        return Reach.of(feedback.record(
                        claims, events.stream().map(Event::columns).toList()))
                .invoke(recorded -> recollection.forget(user))
                .map(TakeFeedback::receipt);
    }

    private static Receipt receipt(Recorded recorded) {
        return new Receipt(recorded.recorded(), recorded.repeated(), recorded.unknownFilms());
    }
}
