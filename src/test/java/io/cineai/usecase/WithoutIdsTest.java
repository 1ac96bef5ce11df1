package io.cineai.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WithoutIdsTest {
    @Test
    void idsGoAndTheRestStays() {
        String told =
                "Key (user_id)=(6F9619FF-8b86-d011-b42d-00cf4fc964ff) is not present, nor 6f9619ff-8b86-d011-b42d-00cf4fc964f0";

        assertEquals("Key (user_id)=(<id>) is not present, nor <id>", WithoutIds.of(told));
    }

    @Test
    void numbersAndDatesAreNoIds() {
        String told = "5 of 2026-01-01T00:00:00Z, 0123456789-1234";

        assertEquals(told, WithoutIds.of(told));
    }
}
