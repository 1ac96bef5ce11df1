package io.cineai.usecase;

import io.cineai.store.fact.FactStore;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds a user to show things with. */
@ApplicationScoped
public class SomeUser {
    private final FactStore facts;

    SomeUser(FactStore facts) {
        this.facts = facts;
    }

    /** A user with a personal list, the same one every time; empty where nobody has one. */
    public Uni<Optional<UserId>> withList() {
        return facts.someUserWithList();
    }
}
