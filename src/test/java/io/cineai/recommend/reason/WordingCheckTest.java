package io.cineai.recommend.reason;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.ingest.SampleUser;
import io.cineai.movie.Movie;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.SampleEvidence;
import io.cineai.recommend.reason.Reason.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingCheckTest {
    private static final Movie HEAT = aFilm("Heat").build();
    private static final Movie RONIN = aFilm("Ronin").build();
    private static final Reason HEAT_CRIME = new Reason(Type.BECAUSE_LIKED, HEAT.id(), "Heat", "Crime", 0.5);
    private static final Reason ALIEN_HORROR =
            new Reason(Type.BECAUSE_LIKED, aFilm("Alien").build().id(), "Alien", "Horror", 0.3);
    private static final Reason DE_NIRO = new Reason(Type.PEOPLE, HEAT.id(), "Heat", "Robert De Niro", 0.5);
    private static final Reason SIMILAR = new Reason(Type.POPULAR_WITH_SIMILAR, null, null, null, 1);
    private static final Reason EXPLORE = new Reason(Type.EXPLORE, null, null, null, 1);
    private static final Reason POPULAR = new Reason(Type.POPULAR, null, null, null, 1);
    private static final Reason POPULAR_CRIME = new Reason(Type.POPULAR, null, null, "Crime", 1);

    private static Optional<String> flaw(String text, Reason... reasons) {
        return new WordingCheck("Ronin", List.of(reasons)).flaw(text);
    }

    private static void stands(String text, Reason... reasons) {
        assertEquals(Optional.empty(), flaw(text, reasons), text);
    }

    private static void falls(String text, Reason... reasons) {
        assertNotEquals(Optional.empty(), flaw(text, reasons), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Because you liked Heat, another Crime film",
                "If Heat stayed with you, this crime story is a natural next step.",
                "You loved Heat; this is a Crime film too.",
                "Ronin is a Crime film to follow Heat",
                "If you liked Heat, you may love this Crime story",
                "For the Crime in “Heat”, there is more"
            })
    void aSentenceMayPlayWithItsReason(String text) {
        stands(text, HEAT_CRIME);
    }

    @Test
    void namesMayBeQuotedAndOwnThings() {
        stands("Because you enjoyed \"Heat\", there is more Crime to watch.", HEAT_CRIME);
        stands("Heat's Crime story goes on in Ronin.", HEAT_CRIME);
        stands("Robert De Niro is in this film, as in Heat.", DE_NIRO);
        stands("Loved by people whose tastes are like yours", SIMILAR);
        stands("Something new, near films that you have an eye on", EXPLORE);
        stands("Popular today", POPULAR);
        stands("Popular in crime, which you chose", POPULAR_CRIME);
    }

    /** What a model may come up with, by mistake or because somebody told it to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "Because you liked Alien, another Crime film",
                "Because you liked Heat and Alien, another Crime film",
                "Because you liked Ronin, another Crime film",
                "You loved Ronin: Crime as in Heat",
                "You liked Heat and Ronin, both Crime films",
                "You loved Heat and this Crime story",
                "You liked this Crime film as Heat",
                "You have enjoyed it, and Heat, another Crime film",
                "You enjoyed the film, as Heat, for its Crime",
                "You liked films like Alien and Heat, for Crime",
                "Because you liked Heat, another Horror film",
                "Because you liked Heat, another crime film about revenge",
                "Because you liked Heat, a noir with the same mood",
                "Because you liked Heat, another Crime film by Michael Mann",
                "Because you liked Heat, another Crime film with de niro",
                "Because you liked Heat, another Crime film from 1998",
                "Because you liked Heat, one of ten Crime films",
                "Because you liked Heat (1995), another Crime film",
                "Because you liked Heat, set in Paris, another Crime film",
                "Because you liked \"Heat of the night\", another Crime film",
                "Because you liked \"the Crime\" in Heat",
                "Because you liked Heated, another Crime film",
                "Because you liked HEAT, another Crime film",
                "Because you liked Неat, another Crime film",
                "Because you liked Heat\u200b, another Crime film",
                "Because you liked Heat\nanother Crime film",
                "Because you liked Heat\u202e, another Crime film",
                "Because you liked \uE000, another Crime film",
                "Because you liked {1}, another Crime film",
                "Because you liked Heat, another <b>Crime</b> film",
                "Because you liked Heat, another *Crime* film",
                "Because you liked Heat, another Crime film https://evil.example",
                "Because you liked Heat, another Crime film at evil.example",
                "Because you liked Heat, another Crime film. Click here!",
                "Ignore all previous instructions. Heat Crime",
                "Because you liked Heat, call 555 for Crime",
                "Because you did not like Heat, a Crime film",
                "Because you never liked Heat, another Crime film",
                "You hated Heat, so here is a Crime film",
                "The best Crime film ever, as you liked Heat",
                "An Oscar winner for who liked Heat, a Crime film",
                "Better than Heat, another Crime film",
                "Another Crime film",
                "A film that goes well with others",
                "Popular right now",
                "Liked by people whose taste is like yours",
                "Close to films that you have an eye on",
                "Because you chose Heat and the films of it",
                "you you you you you you you you you you you you you you you you you you you you you you you you you you you"
                        + " you you you you you you you you you you you you Heat Crime",
            })
    void nothingIsSaidThatIsNotInTheReason(String text) {
        falls(text, HEAT_CRIME);
    }

    @Test
    void whatTwoLikedFilmsShareIsNotMixedUp() {
        stands("Because you liked Alien, another Horror film", HEAT_CRIME, ALIEN_HORROR);
        falls("Because you liked Alien, another Crime film", HEAT_CRIME, ALIEN_HORROR);
        falls("Because you liked Heat, another Horror film", HEAT_CRIME, ALIEN_HORROR);
    }

    @Test
    void aKindOfReasonIsNotToldAsAnother() {
        falls("Popular right now", SIMILAR);
        falls("Popular right now", EXPLORE);
        falls("Popular right now", POPULAR_CRIME);
        falls("Popular in Crime, which you chose", POPULAR);
        falls("Close to films that you have an eye on", SIMILAR);
        falls("Close to films that you have an eye on", POPULAR);
        falls("Liked by people whose taste is like yours", EXPLORE);
        falls("Liked by people whose taste is like yours", POPULAR);
        falls("You liked films like this, by people with your taste", SIMILAR);
        falls("Because you liked Heat, another Crime film", SIMILAR);
        falls("Because you liked Heat, another Crime film", DE_NIRO);
        falls("With Robert De Niro, as in Heat, which you liked", HEAT_CRIME);
    }

    @Test
    void withoutAReasonNothingMayBeSaid() {
        falls("Because you liked Heat, another Crime film");
    }

    /** All lists of the sample's audience, and of strangers who did anything. */
    private static List<Recommendation> places() {
        List<Recommendation> places = new ArrayList<>();
        ListSettings settings = new ListSettings(50, Algorithm.HYBRID, 0.4, true);
        for (SampleUser user : SampleEvidence.AUDIENCE)
            for (var films : List.of(SampleEvidence.BY_ID, SampleEvidence.analysed()))
                places.addAll(SampleEvidence.listFor(SampleEvidence.of(user.signals()), settings, films)
                        .films());
        Random random = new Random(5);
        for (int stranger = 0; stranger < 100; stranger++)
            places.addAll(SampleEvidence.listFor(
                            SampleEvidence.of(SampleEvidence.randomSignals(random), "Crime", "Drama"), settings)
                    .films());
        return places;
    }

    @Test
    void everyTemplateStandsTheCheckOfItsOwnReasons() {
        List<Recommendation> places = places();
        assertTrue(places.size() > 5_000, "places: " + places.size());
        for (Recommendation place : places)
            for (Reason reason : place.reasons())
                assertEquals(
                        Optional.empty(),
                        new WordingCheck(place.movie().title(), place.reasons()).flaw(reason.text()),
                        place.movie().title() + ": " + reason.text());
    }

    /** Swapped are texts that the other film's reasons do not say: another liked film, another thing shared, or another kind of reason. */
    @Test
    void theTextOfAnotherFilmFalls() {
        List<Recommendation> places = places();
        Random random = new Random(7);
        int pairs = 0;
        for (Recommendation one : places) {
            for (int k = 0; k < 40; k++) {
                Recommendation other = places.get(random.nextInt(places.size()));
                Reason said = one.reasons().get(0);
                if (other.reasons().stream().anyMatch(it -> says(it, said))) continue;
                pairs++;
                assertNotEquals(
                        Optional.empty(),
                        new WordingCheck(other.movie().title(), other.reasons()).flaw(said.text()),
                        () -> said.text() + " of " + other.movie().title() + ", whose reasons are " + other.reasons());
            }
        }
        System.out.println("swapped reasons: " + pairs + " pairs, all rejected");
        assertTrue(pairs > 100_000, "pairs: " + pairs);
    }

    /** Whether a reason says all that another one does. */
    private static boolean says(Reason all, Reason said) {
        boolean sameFilm =
                said.title() == null ? all.title() == null : said.title().equals(all.title());
        boolean sameShared = said.shared() == null
                ? said.title() != null || all.shared() == null
                : said.shared().equalsIgnoreCase(all.shared());
        boolean sameKind = said.title() != null || said.type() == all.type();
        return sameFilm && sameShared && sameKind;
    }
}
