package io.cineai.query.local;

/** How what comes next is meant, until something closes it. */
final class Frame {
    /** How much of it. */
    enum Degree {
        PLAIN,
        MORE,
        LESS
    }

    private boolean negated;
    private boolean listed;
    private boolean about;
    private boolean used;
    private boolean joined;
    private Degree degree = Degree.PLAIN;
    private int opened = -1;

    boolean isNegated() {
        return negated;
    }

    boolean isAbout() {
        return about;
    }

    boolean isUsed() {
        return used;
    }

    Degree degree() {
        return degree;
    }

    /** Whether it means anything but what is plainly said. */
    boolean isMarked() {
        return negated || degree != Degree.PLAIN;
    }

    /** Whether "and" goes on with it: "no gore and violence", "more fun and heart". */
    boolean takesAnd() {
        return listed || degree != Degree.PLAIN;
    }

    /** The token where it was opened. */
    int opened() {
        return opened;
    }

    /** A conjunction or a comma goes on with what it means. */
    void join() {
        joined = true;
    }

    /** "Not very scary horror": after its quality a comparison is over. */
    void closeUnlessJoined() {
        if (used && !joined && degree != Degree.PLAIN) close();
    }

    void close() {
        joined = false;
        negated = false;
        listed = false;
        used = false;
        degree = Degree.PLAIN;
        opened = -1;
    }

    void closeAll() {
        close();
        about = false;
    }

    void closeUsed() {
        if (used) close();
    }

    void negate(int place, boolean list) {
        closeUsed();
        negated = true;
        listed = list;
        opened = place;
        degree = Degree.PLAIN;
    }

    /** "Not without". */
    void affirm() {
        close();
    }

    void compare(Degree how) {
        closeUsed();
        degree = negated && how == Degree.MORE ? Degree.LESS : negated ? Degree.MORE : how;
        negated = false;
    }

    /** "Not so", "not too". */
    void soften() {
        negated = false;
        degree = Degree.LESS;
    }

    void about() {
        closeUsed();
        about = true;
    }

    void leaveAbout() {
        about = false;
    }

    void use() {
        used = true;
        joined = false;
    }
}
