package io.cineai.export;

import io.cineai.item.JsonBytes;
import io.cineai.taste.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A folder for each user who asked for one, under a name that only who has the secret can tell: {@code feed.json} points at the list beside
 * it. No other file names these folders.
 */
public final class PersonalFolders {
    private static final String PERSONAL = "personal";
    private static final String POINTER = "feed.json";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");
    private static final String HMAC = "HmacSHA256";

    private final EdgeFolder folder;

    public PersonalFolders(EdgeFolder folder) {
        this.folder = folder;
    }

    /** The first 32 hex digits of the HMAC-SHA-256 of the user's id, in its usual lower-case form. */
    public static String name(String secret, UserId user) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] digest = mac.doFinal(user.value().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, Names.HASH / 2);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Puts the list there, then points at it; the one before stays for its grace. */
    public void put(String name, byte[] json) {
        Path own = folder.path(PERSONAL).resolve(name);
        Path list = own.resolve(Names.hash(json) + ".json");
        folder.put(list, json);
        Optional<Path> before = pointedAt(own);
        if (before.filter(list::equals).isEmpty() && !folder.isOnlyLookedAt()) {
            before.ifPresent(folder::retire);
            folder.force(own);
            folder.replace(own.resolve(POINTER), pointer(list));
        }
        folder.sweep(own, list::equals);
    }

    /** Removes every folder that is nobody's any more, at once and without a grace. */
    public void keepOnly(Predicate<String> isSomebodys) {
        try {
            Predicate<Path> isNobodys =
                    own -> NAME.matcher(String.valueOf(own.getFileName())).matches()
                            && !isSomebodys.test(String.valueOf(own.getFileName()));
            for (Path own : EdgeFolder.files(folder.path(PERSONAL), isNobodys)) {
                if (!folder.isOnlyLookedAt()) remove(own);
                folder.figures().countRemoved();
            }
        } catch (IOException why) {
            throw new FolderFailure("cleared", why);
        }
    }

    private static void remove(Path own) throws IOException {
        Files.deleteIfExists(own.resolve(POINTER));
        for (Path file : EdgeFolder.files(own, file -> true)) Files.delete(file);
        Files.delete(own);
    }

    private static byte[] pointer(Path list) {
        return JsonBytes.of(out -> {
            out.writeStartObject();
            out.writeStringField("href", String.valueOf(list.getFileName()));
            out.writeEndObject();
        });
    }

    private static Optional<Path> pointedAt(Path own) {
        try {
            Map<String, Object> pointer = Json.read(Files.readAllBytes(own.resolve(POINTER)));
            return Optional.ofNullable(pointer.get("href"))
                    .map(String::valueOf)
                    .filter(Names::isImmutable)
                    .map(own::resolve);
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }
}
