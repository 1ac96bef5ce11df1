package io.cineai.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From result rows to domain values. */
public final class Rows {
    private Rows() {}

    public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> each) {
        List<T> list = new ArrayList<>(rows.size());
        for (Row row : rows) list.add(each.apply(row));
        return list;
    }

    public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> each) {
        var all = rows.iterator();
        return all.hasNext() ? Optional.of(each.apply(all.next())) : Optional.empty();
    }
}
