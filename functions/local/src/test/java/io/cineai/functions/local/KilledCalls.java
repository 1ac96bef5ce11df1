package io.cineai.functions.local;

import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.FakeAnthropic;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What kills may have cost: calls that were under way, or answered and not stored yet, when their process was killed. */
final class KilledCalls {
    private final Session db;
    private final FakeAnthropic model;
    private final Set<String> dead = new HashSet<>();
    private final Map<String, Integer> hits = new HashMap<>();
    private long inFlight;

    KilledCalls(Session db, FakeAnthropic model) {
        this.db = db;
        this.model = model;
    }

    /** Claims of this function's films, by token and film, that a kill now would hit. */
    List<String> under(String function) throws SQLException {
        List<String> claims = new ArrayList<>(db.rows("""
                select a.claim_token || ' ' || m.title || ' (' || m.year || ')'
                  from cineai.movie_analyses a
                  join public.movies m on m.id = a.movie_id
                 where a.state = 'in_progress'
                   and a.leased_until > now()
                   and a.kind || '-analysis' = ?""", function));
        claims.removeAll(dead);
        return claims;
    }

    /** The function's process has just been killed; how many calls that hit. */
    int note(String function) throws SQLException {
        List<String> hit = under(function);
        for (String claim : hit) {
            dead.add(claim);
            hits.merge(function + " " + claim.substring(claim.indexOf(' ') + 1), 1, Integer::sum);
        }
        inFlight += hit.size();
        return hit.size();
    }

    long inFlight() {
        return inFlight;
    }

    /** Analyses that were billed more than once and once for each kill that hit them. */
    List<String> paidTooOften() {
        Map<String, Integer> billed = new HashMap<>();
        model.ledger().billed().forEach(call -> billed.merge(call.function() + " " + call.film(), 1, Integer::sum));
        return billed.entrySet().stream()
                .filter(it -> it.getValue() > 1 + hits.getOrDefault(it.getKey(), 0))
                .map(it -> it + ", hit " + hits.getOrDefault(it.getKey(), 0) + " times")
                .toList();
    }
}
