package io.cineai.store.console;

import io.cineai.store.Rows;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Users to try things with, for who runs everything on one machine. */
@ApplicationScoped
public class PeopleStore {
    /** Whoever has a personal list comes first. Names are those of the sample: nobody's in particular. */
    private static final String SOME = """
            select u.user_id, p.full_name,
                   (select count(*) from cineai.rec_signals s where s.user_id = u.user_id and s.kind = 'rating') as ratings,
                   array(select m.title
                           from cineai.rec_signals s
                           join public.movies m
                             on m.id = s.movie_id
                          where s.user_id = u.user_id
                            and s.kind = 'rating'
                            and s.value >= 4
                          order by s.value desc, s.at desc, m.id
                          limit 3)::text[] as likes
              from (select f.user_id, f.algorithm_used
                      from public.recommendation_feeds f
                     order by f.algorithm_used = 'popular', f.user_id
                     limit $1) u
              left join public.user_profiles p
                on p.id = u.user_id
               and p.email like '%@example.invalid'
             order by u.algorithm_used = 'popular', u.user_id""";

    private final Pool pool;

    PeopleStore(Pool pool) {
        this.pool = pool;
    }

    /** @param likes titles of films that were liked most */
    public record Person(UserId user, Optional<String> name, long ratings, List<String> likes) {}

    /** The same ones every time. */
    public Uni<List<Person>> some(int most) {
        return pool.preparedQuery(SOME).execute(Tuple.of(most)).map(rows -> Rows.list(rows, PeopleStore::personOf));
    }

    private static Person personOf(Row row) {
        return new Person(
                new UserId(row.getUUID("user_id")),
                Optional.ofNullable(row.getString("full_name")),
                row.getLong("ratings"),
                List.of(row.getArrayOfStrings("likes")));
    }
}
