package io.cineai.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;

/**
 * One call as it is booked.
 *
 * @param feature what for: the function's name
 * @param analysisKey which analysis
 * @param usd what it cost; where the provider did not say what was used, the worst case
 * @param httpStatus 0 where no answer came
 */
public record Call(
        UUID run,
        String feature,
        ModelId model,
        String promptVersion,
        String analysisKey,
        Usage usage,
        BigDecimal usd,
        Outcome outcome,
        int httpStatus,
        String requestId,
        Duration latency) {}
