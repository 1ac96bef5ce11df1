package io.cineai.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTitleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Toy Story (1995); Toy Story; 1995",
                "Matrix, The (1999); The Matrix; 1999",
                "City of Lost Children, The (Cité des enfants perdus, La) (1995); The City of Lost Children; 1995",
                "Léon: The Professional (a.k.a. The Professional) (Léon) (1994); Léon: The Professional; 1994",
                "Misérables, Les (1995); Les Misérables; 1995",
                "Dolce Vita, La (1960); La Dolce Vita; 1960",
                "Avventura, L' (Adventure, The) (1960); L'Avventura; 1960",
                "Bande à part (Band of Outsiders) (1964); Bande à part; 1964",
                "Boot, Das (1981); Das Boot; 1981",
                "Good, the Bad and the Ugly, The (Buono, il brutto, il cattivo, Il) (1966); The Good, the Bad and the Ugly; 1966",
                "Paris, Texas (1984); Paris, Texas; 1984",
                "I, Robot (2004); I, Robot; 2004",
                "One, Two, Three (1961); One, Two, Three; 1961",
                "(500) Days of Summer (2009); (500) Days of Summer; 2009",
                "2001: A Space Odyssey (1968); 2001: A Space Odyssey; 1968",
                "Babylon 5; Babylon 5; 0",
                "Death Note: Desu nôto (2006–2007); Death Note: Desu nôto; 2006",
                "Fawlty Towers (1975-1979); Fawlty Towers; 1975",
                "Running Show (2011– ); Running Show; 2011",
                "'Assembly (Ji jie hao) (2007) '; Assembly; 2007",
                "(1999); (1999); 0",
                "Unbalanced) (1999); Unbalanced); 1999",
            })
    void aTitleIsTakenApart(String text, String title, int year) {
        assertEquals(new CatalogueTitle(title, year), CatalogueTitle.parse(text));
    }
}
