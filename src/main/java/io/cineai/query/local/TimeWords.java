package io.cineai.query.local;

import io.cineai.query.Range;
import io.cineai.query.lexicon.Time;
import io.cineai.query.local.Bounds.Beside;
import java.util.Optional;

/**
 * What "new", "old", "short" and "long" ask for.
 *
 * @param more "newer": than the films that are named, where any are
 * @param less "not new", "not too long"
 * @param beside "not as long": less than the films that are named
 */
record TimeWords(Draft draft, int thisYear, boolean more, boolean less, boolean beside) {
    private static final int RECENT_YEARS = 3;
    private static final int FIRST_MODERN = 2000;
    private static final int LAST_OLD = 1979;
    private static final int SHORT = 95;
    private static final int LONG = 150;
    private static final int NOT_LONG = 120;

    /** What was left open until all films were named. */
    static void settle(Draft draft, int thisYear) {
        draft.settle(Beside.NEWER, thisYear - RECENT_YEARS);
        draft.settle(Beside.OLDER, LAST_OLD);
        draft.settle(Beside.SHORTER, SHORT);
        draft.settle(Beside.LONGER, LONG);
    }

    void say(Time time) {
        switch (time) {
            case RECENT -> recent();
            case MODERN -> draft.years(less ? to(FIRST_MODERN - 1) : from(FIRST_MODERN));
            case OLD -> old();
            case SHORT -> brief();
            case LONG -> lengthy();
        }
    }

    private void recent() {
        if (less && !more && !beside) draft.years(to(thisYear - RECENT_YEARS - 1));
        else if (less) draft.ask(Beside.OLDER);
        else if (more) draft.ask(Beside.NEWER);
        else draft.years(from(thisYear - RECENT_YEARS));
    }

    private void old() {
        if (less && !more && !beside) draft.years(from(LAST_OLD + 1));
        else if (less) draft.ask(Beside.NEWER);
        else if (more) draft.ask(Beside.OLDER);
        else draft.years(to(LAST_OLD));
    }

    private void brief() {
        if (less && !more && !beside) draft.minutes(from(SHORT + 1));
        else if (less) draft.ask(Beside.LONGER);
        else if (more) draft.ask(Beside.SHORTER);
        else draft.minutes(to(SHORT));
    }

    private void lengthy() {
        if (less && !more && !beside) draft.minutes(to(NOT_LONG));
        else if (less) draft.ask(Beside.SHORTER);
        else if (more) draft.ask(Beside.LONGER);
        else draft.minutes(from(LONG));
    }

    private static Range from(int least) {
        return new Range(Optional.of(least), Optional.empty());
    }

    private static Range to(int most) {
        return new Range(Optional.empty(), Optional.of(most));
    }
}
