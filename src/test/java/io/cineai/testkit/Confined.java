package io.cineai.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a container would run a command: as user 65532 without a way to be another, on a tree that cannot be written to, but for an empty /tmp.
 * By a mount namespace, for which one is root or has user namespaces.
 */
public final class Confined {
    /** Every mount of the tree in turn, as none of them follows the root's example. */
    private static final String READ_ONLY = """
            set -e
            mount --make-rprivate /
            mount -t tmpfs -o mode=1777 tmpfs /tmp
            cut -d' ' -f5 /proc/self/mountinfo | while read -r mounted; do
              case $mounted in
                /tmp | /dev | /dev/* | /proc | /proc/* | /sys | /sys/*) ;;
                *) mount -o remount,bind,ro "$mounted" || exit 1 ;;
              esac
            done
            exec "$@"
            """;

    private static final List<String> AS_ROOT = command(
            List.of("unshare", "--mount"),
            List.of("setpriv", "--reuid=65532", "--regid=65532", "--clear-groups", "--bounding-set=-all"));
    private static final List<String> AS_ANYBODY = command(
            List.of("unshare", "--user", "--map-root-user", "--mount"),
            List.of("unshare", "--user", "--map-user=65532", "--map-group=65532", "setpriv"));

    private Confined() {}

    private static List<String> command(List<String> outside, List<String> inside) {
        List<String> command = new ArrayList<>(outside);
        command.addAll(List.of("sh", "-c", READ_ONLY, "sh"));
        command.addAll(inside);
        command.addAll(List.of("--no-new-privs", "--inh-caps=-all"));
        return List.copyOf(command);
    }

    /** What to put before a command. Empty where it does not confine here what is in that folder. */
    public static List<String> prefix(Path folder) {
        for (List<String> prefix : List.of(AS_ROOT, AS_ANYBODY)) if (confines(prefix, folder)) return prefix;
        return List.of();
    }

    private static boolean confines(List<String> prefix, Path folder) {
        List<String> trial = new ArrayList<>(prefix);
        trial.addAll(List.of(
                "sh",
                "-c",
                "test \"$(id -u)\" = 65532 && ls \"$0\" && ! touch \"$0/written\" && touch /tmp/written",
                folder.toAbsolutePath().toString()));
        try {
            return new ProcessBuilder(trial)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchTool) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
