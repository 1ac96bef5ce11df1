package io.cineai.functions.local;

import io.cineai.function.Reply;
import io.cineai.usecase.SamplePeople;
import io.cineai.usecase.SamplePeople.Sample;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** {@code GET /console/api/people}: whom the console offers to look at, where anybody gets a token for the asking. */
@ApplicationScoped
class People {
    private final SamplePeople people;

    People(SamplePeople people) {
        this.people = people;
    }

    void install(@Observes Router router) {
        Settings settings = new Settings(System.getenv());
        if (settings.signsTokens()) router.get("/console/api/people").handler(this::answer);
    }

    private void answer(RoutingContext http) {
        people.some()
                .invoke(some -> reply(some).send(http, "private, no-store", "application/json"))
                .subscribe()
                .with(sent -> {}, http::fail);
    }

    private static Reply reply(List<Sample> people) {
        JsonArray list = new JsonArray();
        for (Sample person : people)
            list.add(new JsonObject()
                    .put("userId", person.user().value().toString())
                    .put("name", person.name())
                    .put("ratings", person.ratings())
                    .put("likes", new JsonArray(person.likes())));
        return new Reply(new JsonObject().put("people", list).toBuffer().getBytes(), false, null, null);
    }
}
