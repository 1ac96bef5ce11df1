package io.cineai.functions.recommendations.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that stays open, and the least that a client must understand of HTTP/1.1: it shares the cores with what it measures. */
final class Wire implements AutoCloseable {
    private static final String LENGTH = "\r\ncontent-length:";
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final Socket socket;
    private final InputStream in;
    private final byte[] answer = new byte[1 << 16];
    private int filled;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** Sends a request and reads the answer to its end; how many bytes it has. Fails where it has another status. */
    int exchange(byte[] request, int status) throws IOException {
        socket.getOutputStream().write(request);
        filled = 0;
        int body = endOfHead();
        String head = new String(answer, 0, body, StandardCharsets.ISO_8859_1);
        if (!head.startsWith(String.valueOf(status), STATUS_AT)) throw new IOException("not " + status + ": " + head);
        int end = body + (status == 304 ? 0 : length(head));
        while (filled < end) read();
        return end;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int endOfHead() throws IOException {
        for (int at = 3; ; at++) {
            while (filled <= at) read();
            if (answer[at] == '\n' && answer[at - 1] == '\r' && answer[at - 2] == '\n' && answer[at - 3] == '\r')
                return at + 1;
        }
    }

    private static int length(String head) throws IOException {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) throw new IOException("no length: " + head);
        int begin = at + LENGTH.length();
        return Integer.parseInt(head.substring(begin, head.indexOf('\r', begin)).trim());
    }

    private void read() throws IOException {
        int read = in.read(answer, filled, answer.length - filled);
        if (read < 0) throw new EOFException("closed within an answer");
        filled += read;
    }
}
