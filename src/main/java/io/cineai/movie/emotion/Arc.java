package io.cineai.movie.emotion;

import static io.cineai.movie.emotion.ValenceCurve.Move.FALLS;
import static io.cineai.movie.emotion.ValenceCurve.Move.RISES;

import io.cineai.movie.Term;
import io.cineai.movie.emotion.ValenceCurve.Move;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The six shapes that stories have. Source: Reagan et al., EPJ Data Science 2016. */
public enum Arc implements Term {
    RAGS_TO_RICHES("rises all along", "gradual_ascent", RISES),
    RICHES_TO_RAGS("falls all along", "tragic_fall", FALLS),
    MAN_IN_A_HOLE("falls, then rises", "redemption_arc", FALLS, RISES),
    ICARUS("rises, then falls", "bittersweet", RISES, FALLS),
    CINDERELLA("rises, falls, rises", "rollercoaster", RISES, FALLS, RISES),
    OEDIPUS("falls, rises, falls", "complex", FALLS, RISES, FALLS),
    UNKNOWN("cannot be told", null);

    private final String meaning;
    private final @Nullable String pattern;
    private final List<Move> moves;

    Arc(String meaning, @Nullable String pattern, Move... moves) {
        this.meaning = meaning;
        this.pattern = pattern;
        this.moves = List.of(moves);
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** The app's word for it, {@code overall_pattern}; empty where the arc is unknown. */
    public Optional<String> pattern() {
        return Optional.ofNullable(pattern);
    }

    public List<Move> moves() {
        return moves;
    }

    /** The arc that a curve draws; unknown where it neither rises nor falls. */
    public static Arc of(ValenceCurve curve) {
        List<Move> drawn = curve.moves();
        return Arrays.stream(values())
                .filter(arc -> arc.moves.equals(drawn))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
