package io.cineai.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Dockerfile's instructions, by stage; what is before the first stage is a stage of its own. */
record Dockerfile(List<List<Instruction>> stages) {
    /** @param said all after the keyword, on one line */
    record Instruction(String keyword, String said) {}

    static Dockerfile read(Path file) throws IOException {
        List<List<Instruction>> stages = new ArrayList<>(List.of(new ArrayList<>()));
        String text = Files.readString(file).replaceAll("(?m)^\\s*#.*\n", "").replaceAll("\\\\\n\\s*", " ");
        for (String line : text.lines().filter(it -> !it.isBlank()).toList()) {
            String[] parts = line.split("\\s+", 2);
            if (parts[0].equals("FROM")) stages.add(new ArrayList<>());
            stages.get(stages.size() - 1).add(new Instruction(parts[0], parts[1]));
        }
        return new Dockerfile(stages);
    }

    List<Instruction> all(String keyword) {
        return stages.stream()
                .flatMap(List::stream)
                .filter(it -> it.keyword().equals(keyword))
                .toList();
    }

    /** What the stage of that name says by the keyword, in the stages that it stands on too; nearest last. */
    List<String> says(String stage, String keyword) {
        List<String> said = new ArrayList<>();
        List<Instruction> own = stage(stage);
        String base = base(own);
        if (isStage(base)) said.addAll(says(base, keyword));
        own.stream().filter(it -> it.keyword().equals(keyword)).forEach(it -> said.add(it.said()));
        return said;
    }

    /** What images of others it begins with, arguments filled in. */
    List<String> bases() {
        return stages.stream()
                .skip(1)
                .map(this::base)
                .filter(base -> !isStage(base))
                .toList();
    }

    String last() {
        return name(stages.get(stages.size() - 1));
    }

    private List<Instruction> stage(String name) {
        return stages.stream()
                .skip(1)
                .filter(it -> name(it).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean isStage(String name) {
        return stages.stream().skip(1).anyMatch(it -> name(it).equals(name));
    }

    private String base(List<Instruction> stage) {
        String base = stage.get(0).said().replaceFirst("--platform=\\S+ ", "").replaceFirst(" AS .*", "");
        for (Instruction argument : stages.get(0)) {
            String[] parts = argument.said().split("=", 2);
            base = base.replace("${" + parts[0] + "}", parts[1]);
        }
        return base;
    }

    /** The empty name is the last one's. */
    private static String name(List<Instruction> stage) {
        String from = stage.get(0).said();
        return from.contains(" AS ") ? from.substring(from.indexOf(" AS ") + 4) : "";
    }
}
