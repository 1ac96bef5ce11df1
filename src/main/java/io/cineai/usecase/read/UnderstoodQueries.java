package io.cineai.usecase.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cineai.query.ParsedQuery;
import io.cineai.query.PersonalWords;
import io.cineai.query.QueryKey;
import io.cineai.query.local.LocalParser;
import io.cineai.store.query.QueryStore;
import io.cineai.taste.UserId;
import io.cineai.usecase.read.SearchedFilms.Catalogued;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What a text means: as somebody understood it before, else as the local parser does. A text that nobody is sure of is wanted by the warm-up,
 * where all may know of it; one that says something of who asks is kept for them alone. Nobody waits for either, and a text leaves them once
 * an hour at the most.
 */
@ApplicationScoped
class UnderstoodQueries {
    private static final Logger LOG = Logger.getLogger(UnderstoodQueries.class);
    private static final Duration ONCE_IN = Duration.ofHours(1);
    private static final int REMEMBERED = 20_000;
    private static final int READ = 5_000;

    private final QueryStore queries;
    private final SearchConfig config;
    private final Cache<Left, Boolean> left = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(ONCE_IN)
            .build();

    private final Cache<Text, Read> reads =
            Caffeine.newBuilder().maximumSize(READ).build();

    /** A text, and the catalogue that its titles and names are looked up in. */
    private record Text(String text, long version) {}

    /** What the local parser made of a text, and whether that says something of who wrote it. */
    private record Read(ParsedQuery query, boolean personal) {
        static Read of(String text, LocalParser parser) {
            ParsedQuery query = parser.parse(text);
            return new Read(query, PersonalWords.in(text, query));
        }
    }

    /** Whose row a text left; empty where it is everybody's. */
    private record Left(QueryKey key, Optional<UserId> user) {}

    UnderstoodQueries(QueryStore queries, SearchConfig config) {
        this.queries = queries;
        this.config = config;
    }

    /** The texts of a search as they were understood before; empty where one was not, or not surely. */
    Optional<List<ParsedQuery>> surely(List<Optional<ParsedQuery>> before) {
        boolean all = before.stream().allMatch(it -> it.filter(parse -> parse.confidence() >= config.sure())
                .isPresent());
        return all ? Optional.of(before.stream().flatMap(Optional::stream).toList()) : Optional.empty();
    }

    /** @param before as it was understood before; empty where nobody did */
    ParsedQuery understood(
            String text, Optional<ParsedQuery> before, Catalogued catalogue, UserId user, String claims) {
        if (before.isPresent() && before.get().confidence() >= config.sure()) return before.get();
        Read read = reads.get(new Text(text, catalogue.version()), anew -> Read.of(text, catalogue.parser()));
        QueryKey key = QueryKey.of(text);
        if (read.personal())
            leave(new Left(key, Optional.of(user)), queries.keep(claims, key, before.orElse(read.query())));
        else leave(new Left(key, Optional.empty()), queries.want(claims, key));
        return before.filter(it -> it.confidence() >= read.query().confidence()).orElse(read.query());
    }

    private void leave(Left what, Uni<Void> row) {
        if (what.key().text().isEmpty() || left.asMap().putIfAbsent(what, true) != null) return;
        row.subscribe().with(done -> {}, why -> {
            left.invalidate(what);
            LOG.warnf("a query left no row: %s", why.getMessage());
        });
    }
}
