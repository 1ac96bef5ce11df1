package io.cineai.analyze;

/** An answer breaks a rule; the message names the place and the rule, in words that a model can act on. */
public class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unfit(String message) {
        super(message);
    }
}
