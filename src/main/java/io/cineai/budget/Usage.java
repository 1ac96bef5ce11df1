package io.cineai.budget;

/**
 * Tokens of a call as it is billed. The prompt is input, cacheRead and both kinds of cacheWrite together; they do not overlap.
 *
 * @param cacheWrite remembered for five minutes
 * @param cacheWrite1h remembered for an hour
 * @param output thinking included
 * @param thinking part of output
 */
public record Usage(long input, long cacheRead, long cacheWrite, long cacheWrite1h, long output, long thinking) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    public Usage {
        if (input < 0 || cacheRead < 0 || cacheWrite < 0 || cacheWrite1h < 0 || output < 0 || thinking < 0)
            throw new IllegalArgumentException("tokens must be 0 or more");
    }

    public long prompt() {
        return input + cacheRead + cacheWrite + cacheWrite1h;
    }

    /** All that counts against a budget of tokens. */
    public long tokens() {
        return prompt() + output;
    }

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                cacheWrite1h + other.cacheWrite1h,
                output + other.output,
                thinking + other.thinking);
    }

    public Usage times(long count) {
        return new Usage(
                input * count,
                cacheRead * count,
                cacheWrite * count,
                cacheWrite1h * count,
                output * count,
                thinking * count);
    }

    /** The mean of so many calls. */
    public Usage dividedBy(long count) {
        return new Usage(
                input / count,
                cacheRead / count,
                cacheWrite / count,
                cacheWrite1h / count,
                output / count,
                thinking / count);
    }
}
