package io.cineai.alert;

/** What became of a message. */
public sealed interface Delivery {
    record Delivered() implements Delivery {}

    /** @param why in words of our own: what a client says may name the address */
    record Undelivered(String why) implements Delivery {}

    /** There is no address to send to. */
    record Nowhere() implements Delivery {}
}
