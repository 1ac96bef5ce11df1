package io.cineai.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** What files are called. A file that never changes has the hash of what it says in its name. */
public final class Names {
    /** 128 bits: nobody finds two texts with the same, not even who may write films' titles. */
    static final int HASH = 32;

    private static final int LONGEST_SLUG = 60;
    private static final int SHORT_HASH = 8;
    private static final Pattern IMMUTABLE = Pattern.compile("([a-z0-9_-]+\\.)?[0-9a-f]{32}\\.json");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_PLAIN = Pattern.compile("[^a-z0-9_]+");
    private static final Pattern AT_THE_ENDS = Pattern.compile("^-+|-+$");

    private Names() {}

    /**
     * A genre or theme as a part of file names and addresses: a-z, 0-9, _ and -. Labels that differ in case, accents or punctuation
     * only have one slug. What other scripts say is told apart by a hash.
     */
    public static String slug(String label) {
        String folded = MARKS.matcher(Normalizer.normalize(label.strip(), Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String plain =
                AT_THE_ENDS.matcher(NOT_PLAIN.matcher(folded).replaceAll("-")).replaceAll("");
        boolean saysAll = folded.codePoints().allMatch(c -> c < 128 || !Character.isLetterOrDigit(c));
        if (saysAll && !plain.isEmpty() && plain.length() <= LONGEST_SLUG) return plain;
        String hash = hash(folded.getBytes(StandardCharsets.UTF_8)).substring(0, SHORT_HASH);
        String begin = plain.substring(0, Math.min(plain.length(), LONGEST_SLUG - SHORT_HASH));
        return begin.isEmpty() ? hash : begin + "-" + hash;
    }

    /** @param json what the file says, before it is zipped: whoever unzips it can hold it against its name */
    static String hash(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, HASH / 2);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Whether a file of this name is ours and never changes. What else lies in the folder is somebody's. */
    static boolean isImmutable(String fileName) {
        return IMMUTABLE.matcher(fileName).matches();
    }
}
