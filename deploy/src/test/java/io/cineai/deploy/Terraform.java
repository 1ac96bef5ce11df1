package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Terraform on a copy of what it reads, so that it leaves nothing in the tree. Tests skip with a word where it is not installed, or where
 * the provider is not at hand: {@code CINEAI_TERRAFORM_MIRROR}, or {@code -Dcineai.terraform.mirror}, is a folder with providers as
 * {@code terraform providers mirror} makes it.
 */
record Terraform(Path tree, Map<String, String> environment) {
    static Terraform installed(Path scratch) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "skipped: terraform is not installed");
        copy(Path.of("../functions/functions.yaml"), scratch.resolve("functions/functions.yaml"));
        for (String folder : List.of("clock", "aws", "gcp"))
            for (Path file : files(Path.of(folder)))
                copy(file, scratch.resolve("deploy").resolve(file.toString()));
        return new Terraform(scratch, Map.of("CHECKPOINT_DISABLE", "1", "TF_IN_AUTOMATION", "1"));
    }

    /** As above, with the providers that are at hand. */
    static Terraform withProviders(Path scratch) throws IOException, InterruptedException {
        Optional<String> mirror = Optional.ofNullable(System.getProperty("cineai.terraform.mirror"))
                .or(() -> Optional.ofNullable(System.getenv("CINEAI_TERRAFORM_MIRROR")));
        assumeTrue(mirror.isPresent(), "skipped: CINEAI_TERRAFORM_MIRROR names no folder with providers");
        Path config = Files.writeString(
                scratch.resolve("terraform.rc"),
                "provider_installation {\n  filesystem_mirror {\n    path = \"%s\"\n  }\n}\n".formatted(mirror.get()));
        Terraform terraform = installed(scratch);
        return new Terraform(
                terraform.tree(),
                Map.of("CHECKPOINT_DISABLE", "1", "TF_IN_AUTOMATION", "1", "TF_CLI_CONFIG_FILE", config.toString()));
    }

    /** Runs in this folder of {@code deploy}, and fails with what it said where it does. */
    String run(String folder, String... arguments) throws IOException, InterruptedException {
        Path said = Files.createTempFile(tree, "terraform", ".log");
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(tree.resolve("deploy").resolve(folder).toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TF_") || name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        String text = Files.readString(said);
        assertEquals(0, exit, () -> folder + ": " + String.join(" ", command) + "\n" + text);
        return text;
    }

    /** What is written in this folder of {@code deploy}, itself alone. */
    static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".terraform"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("terraform", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
