package io.cineai.usecase.spend;

import io.cineai.store.orm.Booking;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** One thing that a model is asked about, claimed: how an answer is judged, now or when a batch of it is read, and what becomes of the claim. */
public interface Claimed {
    /** What problems of it are told of. */
    String item();

    /** What its calls are booked as. Names no user; no two claims at a time have the same. */
    String key();

    /** The fence: only who holds it may write. */
    UUID token();

    Ruling judge(Object answer);

    /** Books a call whose answer broke a rule. True where that was the last chance: then it has failed. */
    Uni<Boolean> reject(Booking booking, String why, boolean handBack);

    /** Hands the claim back. giveBack: it was no fault of this matter, and costs it no attempt. */
    Uni<Void> release(boolean giveBack, Optional<String> why);

    /** What an answer is worth. */
    sealed interface Ruling {
        /** @param keep books the call and keeps the answer; false where the claim is ours no more */
        record Good(Function<Booking, Uni<Boolean>> keep) implements Ruling {}

        /** @param why place and rule, in words that a model can act on */
        record Bad(String why) implements Ruling {}
    }
}
