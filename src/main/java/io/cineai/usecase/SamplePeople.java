package io.cineai.usecase;

import io.cineai.store.console.PeopleStore;
import io.cineai.store.console.PeopleStore.Person;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Finds people to look at the system with. */
@ApplicationScoped
public class SamplePeople {
    private static final int MOST = 12;

    private final PeopleStore people;

    SamplePeople(PeopleStore people) {
        this.people = people;
    }

    /**
     * Somebody who can be looked at.
     *
     * @param ratings how many films were rated
     * @param likes titles of three films at the most
     */
    public record Sample(UserId user, String name, long ratings, List<String> likes) {}

    /** The same ones every time; whoever has no name that is nobody's is numbered. */
    public Uni<List<Sample>> some() {
        return people.some(MOST).map(SamplePeople::named);
    }

    private static List<Sample> named(List<Person> people) {
        List<Sample> named = new ArrayList<>();
        for (Person person : people) {
            String name = person.name().orElse("Viewer " + (named.size() + 1));
            named.add(new Sample(person.user(), name, person.ratings(), person.likes()));
        }
        return named;
    }
}
