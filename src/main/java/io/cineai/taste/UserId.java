package io.cineai.taste;

import java.util.Objects;
import java.util.UUID;

/** Identity of a user: {@code auth.users.id}. */
public record UserId(UUID value) {
    public UserId {
        Objects.requireNonNull(value, "user id");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
