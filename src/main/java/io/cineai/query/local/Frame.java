package io.cineai.query.local;

import io.cineai.query.Person.Role;

/** How what comes next is meant, until something closes it; and what the clause is about, until a new one begins. */
final class Frame {
    /** How much of it. */
    enum Degree {
        PLAIN,
        MORE,
        LESS
    }

    private boolean negated;
    private boolean allowed;
    private boolean listed;
    private boolean used;
    private boolean joined;
    private boolean tooMuch;
    private Degree degree = Degree.PLAIN;
    private int opened = -1;

    private boolean about;
    private Role role = Role.ANY;

    boolean isNegated() {
        return negated;
    }

    /** Neither wanted nor unwanted: "I don't mind". */
    boolean isAllowed() {
        return allowed;
    }

    /** Negated, and nothing yet that it means. */
    boolean isOpen() {
        return negated && !used;
    }

    /** A list goes on. */
    boolean isJoined() {
        return joined;
    }

    boolean isUsed() {
        return used;
    }

    Degree degree() {
        return degree;
    }

    boolean isLess() {
        return degree == Degree.LESS;
    }

    /** "Not too long", and not "not as long". */
    boolean isTooMuch() {
        return tooMuch;
    }

    boolean isAbout() {
        return about;
    }

    /** What people do who are named now. */
    Role role() {
        return role;
    }

    /** Whether it means anything but what is plainly said. */
    boolean isMarked() {
        return negated || allowed || degree != Degree.PLAIN;
    }

    /** Whether "and" goes on with it: "no gore and violence", "more fun and heart". */
    boolean takesAnd() {
        return listed || degree != Degree.PLAIN;
    }

    /** The token where it was opened; -1 where it is not open or means something already. */
    int lost() {
        return (negated || allowed) && !used ? opened : -1;
    }

    /** The token where it was opened; -1 where it was not. */
    int opened() {
        return opened;
    }

    /** A conjunction or a comma goes on with what it means. */
    void join() {
        joined = true;
    }

    /** "Not very scary horror": after its quality a comparison is over. */
    void closeComparison() {
        if (degree != Degree.PLAIN) closeReached();
    }

    /** What it means has been said, and no list goes on. */
    void closeReached() {
        if (used && !joined) close();
    }

    void closeUsed() {
        if (used) close();
    }

    void close() {
        joined = false;
        negated = false;
        allowed = false;
        listed = false;
        used = false;
        degree = Degree.PLAIN;
        opened = -1;
    }

    /** A new clause begins. */
    void closeClause() {
        close();
        about = false;
        role = Role.ANY;
    }

    /** @param list whether "and" goes on with it */
    void negate(int place, boolean list) {
        closeUsed();
        negated = true;
        allowed = false;
        listed = list;
        opened = place;
        degree = Degree.PLAIN;
    }

    void allow(int place) {
        close();
        allowed = true;
        listed = true;
        opened = place;
    }

    void compare(Degree how) {
        closeUsed();
        boolean less = negated == (how == Degree.MORE);
        degree = less ? Degree.LESS : Degree.MORE;
        negated = false;
        tooMuch = false;
    }

    /** "Not so", "not too". */
    void soften(boolean absolute) {
        negated = false;
        degree = Degree.LESS;
        tooMuch = absolute;
    }

    void speakAbout() {
        closeReached();
        about = true;
        role = Role.ANY;
    }

    void speakOf(Role next) {
        closeReached();
        about = false;
        role = next;
    }

    void use() {
        used = true;
        joined = false;
    }
}
