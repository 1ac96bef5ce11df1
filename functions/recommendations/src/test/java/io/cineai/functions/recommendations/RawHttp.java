package io.cineai.functions.recommendations;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** HTTP as it goes over the wire, so that nothing is put right before it is sent. */
record RawHttp(int port) {
    private static final int PATIENCE_MILLIS = 20_000;

    /** @param head the lines from the status to the empty one */
    record Answer(List<String> head, String body) {
        int status() {
            return Integer.parseInt(head.get(0).split(" ")[1]);
        }

        Optional<String> header(String name) {
            return head.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst();
        }
    }

    /** @param headers whole lines; what they hold is sent as it is */
    Answer get(String path, String... headers) throws IOException {
        boolean hasHost = Arrays.stream(headers).anyMatch(line -> line.startsWith("Host:"));
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        if (!hasHost) request.append("Host: localhost\r\n");
        for (String header : headers) request.append(header).append("\r\n");
        request.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return parsed(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Answer parsed(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) throw new AssertionError("no answer: " + answer);
        return new Answer(List.of(answer.substring(0, end).split("\r\n")), answer.substring(end + 4));
    }
}
