package io.cineai.query.match;

import io.cineai.query.Axis;

/** How people say that a film has more or less of something. */
final class Comparative {
    private Comparative() {}

    static String of(Axis axis, boolean more) {
        if (axis == Axis.FAST) return more ? "Faster" : "Slower";
        if (axis == Axis.ACTION) return more ? "With more action" : "With less action";
        if (axis == Axis.FAMILY) return more ? "More for the family" : "Less for the family";
        return (more ? "More " : "Less ") + axis.id();
    }
}
