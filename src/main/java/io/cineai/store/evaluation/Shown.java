package io.cineai.store.evaluation;

import io.cineai.evaluate.UserMean;
import io.cineai.evaluate.UserRate;
import java.util.Optional;

/**
 * What users made of what one algorithm, or one arm, showed them. An occasion is a film that a user was shown, however often.
 *
 * @param experiment {@value #EVERYBODY}, or experiment/arm
 * @param algorithm what had put the films there; {@value #ALL} for an arm
 * @param clicks films looked at, opened or saved
 * @param watched films watched
 * @param dismissals films dismissed
 * @param clickers users who clicked at all
 * @param watchers users who watched at all
 * @param content mean contentment of each user who told it, 1 to 5; empty where nobody did
 */
public record Shown(
        String experiment,
        String algorithm,
        Optional<UserRate> clicks,
        Optional<UserRate> watched,
        Optional<UserRate> dismissals,
        Optional<UserRate> clickers,
        Optional<UserRate> watchers,
        Optional<UserMean> content) {
    public static final String EVERYBODY = "everybody";
    public static final String ALL = "all";
}
