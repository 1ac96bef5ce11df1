package io.cineai.deploy;

import io.cineai.functions.console.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What must hold of every file of Terraform's here. */
final class Hcl {
    private static final int LONGEST = 250;
    private static final Pattern CRON = Pattern.compile("\"[0-9*/,-]+( [0-9*/,-]+){4}\"");

    private Hcl() {}

    /** What is wrong: copies of what the manifest says, in files that read it, and files that nobody reads to their end. */
    static List<String> faults(Path folder, Manifest manifest) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : Terraform.files(folder)) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() >= LONGEST) faults.add(file + " has " + lines.size() + " lines");
            if (!file.toString().endsWith(".tf")) continue;
            for (String line : lines) {
                if (CRON.matcher(line).find()) faults.add(file + " has a schedule of its own: " + line.strip());
                for (String function : manifest.functions().keySet())
                    if (line.contains('"' + function + '"'))
                        faults.add(file + " names " + function + ": " + line.strip());
            }
        }
        return faults;
    }

    /** All .tf files of the folder, one after the other, without comments. */
    static String code(Path folder) throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path file : Terraform.files(folder))
            if (file.toString().endsWith(".tf"))
                for (String line : Files.readAllLines(file))
                    if (!line.strip().startsWith("#")) code.append(line).append('\n');
        return code.toString();
    }
}
