package io.cineai.usecase;

import java.util.regex.Pattern;

/** Takes ids out of texts that outlive the users whom they may name: messages of the database repeat the values of a row. */
final class WithoutIds {
    private static final Pattern ID = Pattern.compile("(?i)\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private WithoutIds() {}

    static String of(String text) {
        return ID.matcher(text).replaceAll("<id>");
    }
}
