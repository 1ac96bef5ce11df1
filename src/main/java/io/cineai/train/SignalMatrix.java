package io.cineai.train;

import java.util.Arrays;

/**
 * What is known of films, sparse: a row a user, and a row a feature where features teach too (collective EASE: Jeunen, Van Balen
 * and Goethals, RecSys 2020). From each row the model learns to say the same row, or, where something follows it, what follows. Films are
 * numbered as by {@link io.cineai.movie.FilmIndex}. 8 bytes an entry, 16 where something follows anything.
 */
public final class SignalMatrix {
    private final int users;
    private final int rows;
    private final Compressed byFilm;
    private final Compressed saidByFilm;

    private SignalMatrix(int users, int rows, Compressed byFilm, Compressed saidByFilm) {
        this.users = users;
        this.rows = rows;
        this.byFilm = byFilm;
        this.saidByFilm = saidByFilm;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Rows of users and of all else. */
    public int rows() {
        return rows;
    }

    /** The first so many rows are users. */
    public int users() {
        return users;
    }

    public int films() {
        return byFilm.lines();
    }

    public long entries() {
        return byFilm.entries();
    }

    Compressed byFilm() {
        return byFilm;
    }

    /** What is to be said from each row; {@link #byFilm} itself where nothing follows anything. */
    Compressed saidByFilm() {
        return saidByFilm;
    }

    /** By how many users the film is liked, or thought of as fair. */
    int likers(int film) {
        return byFilm.positives(film, users);
    }

    /** Takes entries one by one, in any order; 12 bytes an entry until built. */
    public static final class Builder {
        private final Entries lasting = new Entries();
        private final Entries before = new Entries();
        private final Entries after = new Entries();
        private int rows;
        private int films;
        private int users = -1;

        /**
         * Adds one entry, from which the same is to be said; entries of one row and film add up. A weighted side row is a row whose values
         * are its weight.
         *
         * @param row 0 or more; a number never used is an empty row
         * @param film 0 or more
         * @param value no unit; 0 is ignored
         */
        public Builder add(int row, int film, double value) {
            return add(lasting, row, film, value);
        }

        /** The same of what is only listened to. */
        Builder addBefore(int row, int film, double value) {
            return add(before, row, film, value);
        }

        /** The same of what is to be said from what the row has otherwise. */
        Builder addAfter(int row, int film, double value) {
            return add(after, row, film, value);
        }

        private Builder add(Entries entries, int row, int film, double value) {
            if (row < 0 || film < 0)
                throw new IllegalArgumentException("row and film must be 0 or more: " + row + ", " + film);
            if (!Double.isFinite(value)) throw new IllegalArgumentException("value must be finite: " + value);
            rows = Math.max(rows, row + 1);
            films = Math.max(films, film + 1);
            if (value != 0) entries.add(row, film, (float) value);
            return this;
        }

        /** The number of the first row not used yet: where the side rows may begin. */
        public int nextRow() {
            return rows;
        }

        /** All rows so far are users; those that follow are not. Where it is never said all are. */
        public Builder usersEnd() {
            users = rows;
            return this;
        }

        public SignalMatrix build() {
            Compressed known = byFilm(lasting, before);
            Compressed said = before.size + after.size == 0 ? known : byFilm(lasting, after);
            return new SignalMatrix(users < 0 ? rows : users, rows, known, said);
        }

        private Compressed byFilm(Entries... some) {
            return summed(asAdded(some).transposed(rows).transposed(films));
        }

        /** One line an entry would waste memory: the entries in a line each, as they came, sorted by row at once. */
        private Compressed asAdded(Entries... some) {
            int[] start = new int[films + 1];
            for (Entries entries : some) for (int e = 0; e < entries.size; e++) start[entries.filmOf[e] + 1]++;
            Arrays.parallelPrefix(start, Integer::sum);
            int[] next = start.clone();
            int[] row = new int[start[films]];
            float[] value = new float[row.length];
            for (Entries entries : some)
                for (int e = 0; e < entries.size; e++) {
                    int place = next[entries.filmOf[e]]++;
                    row[place] = entries.rowOf[e];
                    value[place] = entries.valueOf[e];
                }
            return new Compressed(start, row, value);
        }

        private static Compressed summed(Compressed sorted) {
            int[] start = new int[sorted.start().length];
            int[] column = sorted.column();
            float[] value = sorted.value();
            int kept = 0;
            for (int line = 0; line < sorted.lines(); line++) {
                for (int e = sorted.start()[line]; e < sorted.start()[line + 1]; e++) {
                    boolean again = kept > start[line] && column[kept - 1] == column[e];
                    if (again) value[kept - 1] += value[e];
                    else {
                        column[kept] = column[e];
                        value[kept++] = value[e];
                    }
                }
                start[line + 1] = kept;
            }
            return new Compressed(start, Arrays.copyOf(column, kept), Arrays.copyOf(value, kept));
        }
    }

    private static final class Entries {
        private int[] rowOf = new int[1024];
        private int[] filmOf = new int[1024];
        private float[] valueOf = new float[1024];
        private int size;

        void add(int row, int film, float value) {
            if (size == rowOf.length) grow();
            rowOf[size] = row;
            filmOf[size] = film;
            valueOf[size++] = value;
        }

        private void grow() {
            int larger = Math.addExact(size, size / 2);
            rowOf = Arrays.copyOf(rowOf, larger);
            filmOf = Arrays.copyOf(filmOf, larger);
            valueOf = Arrays.copyOf(valueOf, larger);
        }
    }
}
