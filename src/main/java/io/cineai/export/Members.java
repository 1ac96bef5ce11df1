package io.cineai.export;

import java.util.Arrays;

/**
 * Which personal folders are somebody's: the first half of each name, 8 bytes a user. Two names that begin alike would keep a folder too
 * many, once in the lifetime of the sun.
 */
public final class Members {
    private static final int BITS_OF_A_DIGIT = 4;
    private static final int DIGITS = Long.SIZE / BITS_OF_A_DIGIT;

    private long[] names = new long[1 << 10];
    private int size;
    private boolean sorted = true;

    public void add(String name) {
        if (size == names.length) names = Arrays.copyOf(names, size * 2);
        names[size++] = half(name);
        sorted = false;
    }

    public boolean has(String name) {
        if (!sorted) Arrays.sort(names, 0, size);
        sorted = true;
        return Arrays.binarySearch(names, 0, size, half(name)) >= 0;
    }

    public int size() {
        return size;
    }

    private static long half(String name) {
        return Long.parseUnsignedLong(name, 0, DIGITS, 16);
    }
}
