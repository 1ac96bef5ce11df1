package io.cineai.ingest;

import io.cineai.taste.UserId;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Names as people have them; nobody's in particular. */
record SampleNames(List<String> given, List<String> family) {
    static final SampleNames OURS = new SampleNames(
            List.of(
                    "Amara", "Bruno", "Chloé", "Dmitri", "Elena", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Keiko",
                    "Liam", "Mei", "Noah", "Olga", "Pedro", "Quentin", "Rosa", "Samir", "Tova"),
            List.of("Adeyemi", "Bianchi", "Castillo", "Dubois", "Eriksen", "Fischer", "Gupta", "Hernández", "Ito"));

    /** A different name for each of the first 180 numbers. */
    String name(int number) {
        int round = number / given.size();
        int first = number % given.size();
        return given.get(first) + " " + family.get((first + round) % family.size());
    }

    static String email(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.invalid";
    }

    static UserId userId(String email) {
        return new UserId(NameBasedId.OURS.of("sample:user:" + email));
    }
}
