package io.cineai.train;

import java.util.Arrays;

/**
 * What is known of films, sparse: a row a user, and a row a feature where features teach too (collective EASE: Jeunen, Van Balen
 * and Goethals, RecSys 2020). Films are numbered as by {@link io.cineai.movie.FilmIndex}. 8 bytes an entry.
 */
public final class SignalMatrix {
    private final int users;
    private final int rows;
    private final Compressed byFilm;

    private SignalMatrix(int users, int rows, Compressed byFilm) {
        this.users = users;
        this.rows = rows;
        this.byFilm = byFilm;
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

    /** By how many users the film is liked, or thought of as fair. */
    int likers(int film) {
        return byFilm.positives(film, users);
    }

    /** Takes entries one by one, in any order; 12 bytes an entry until built. */
    public static final class Builder {
        private int[] rowOf = new int[1024];
        private int[] filmOf = new int[1024];
        private float[] valueOf = new float[1024];
        private int size;
        private int rows;
        private int films;
        private int users = -1;

        /**
         * Adds one entry; entries of one row and film add up. A weighted side row is a row whose values are its weight.
         *
         * @param row 0 or more; a number never used is an empty row
         * @param film 0 or more
         * @param value no unit; 0 is ignored
         */
        public Builder add(int row, int film, double value) {
            if (row < 0 || film < 0)
                throw new IllegalArgumentException("row and film must be 0 or more: " + row + ", " + film);
            if (!Double.isFinite(value)) throw new IllegalArgumentException("value must be finite: " + value);
            rows = Math.max(rows, row + 1);
            films = Math.max(films, film + 1);
            if (value == 0) return this;
            if (size == rowOf.length) grow();
            rowOf[size] = row;
            filmOf[size] = film;
            valueOf[size++] = (float) value;
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
            Compressed byFilm = asAdded().transposed(rows).transposed(films);
            return new SignalMatrix(users < 0 ? rows : users, rows, summed(byFilm));
        }

        /** One line an entry would waste memory: the entries in a line each, as they came, sorted by row at once. */
        private Compressed asAdded() {
            int[] start = new int[films + 1];
            for (int e = 0; e < size; e++) start[filmOf[e] + 1]++;
            Arrays.parallelPrefix(start, Integer::sum);
            int[] next = start.clone();
            int[] row = new int[size];
            float[] value = new float[size];
            for (int e = 0; e < size; e++) {
                int place = next[filmOf[e]]++;
                row[place] = rowOf[e];
                value[place] = valueOf[e];
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

        private void grow() {
            int larger = Math.addExact(size, size / 2);
            rowOf = Arrays.copyOf(rowOf, larger);
            filmOf = Arrays.copyOf(filmOf, larger);
            valueOf = Arrays.copyOf(valueOf, larger);
        }
    }
}
