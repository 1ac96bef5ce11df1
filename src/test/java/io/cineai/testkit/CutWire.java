package io.cineai.testkit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wire between a function and Postgres (or its pooler), which a test can cut at a chosen statement: before the server has it, or when
 * the server has done it and before the function hears of it. The function knows nothing of it, and needs no code for it. Speaks as much
 * of the protocol as tells statements apart (message formats of the frontend and backend protocol, version 3).
 */
public final class CutWire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TLS_ASKED = 80877103;
    private static final int GSS_ASKED = 80877104;
    private static final int LONGEST_MESSAGE = 64 * 1024 * 1024;

    /** Ready for the next query: what the server says last of each. */
    private static final byte READY = 'Z';

    private static final int READY_LENGTH = 6;

    private final ServerSocket door;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Cut next;

    private CutWire(int server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground("wire", this::accept);
    }

    /** @param port of a Postgres, or a pooler, at this machine */
    public static CutWire to(int port) {
        try {
            return new CutWire(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** The next statement with these words in it comes to the wire and no further. */
    public Cut before(String words) {
        return cut(words, false);
    }

    /** The next statement with these words in it is done by the server, whose answer comes to the wire and no further. */
    public Cut after(String words) {
        return cut(words, true);
    }

    private Cut cut(String words, boolean isPassed) {
        Cut cut = new Cut(words.toLowerCase(Locale.ROOT), isPassed);
        next = cut;
        return cut;
    }

    /** One place at which one connection is stopped. */
    public static final class Cut {
        private final String words;
        private final boolean isPassed;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean isMended;

        private Cut(String words, boolean isPassed) {
            this.words = words;
            this.isPassed = isPassed;
        }

        /** Waits until the statement, or its answer, is at the wire. */
        public void awaitReached() {
            if (!within(reached, PATIENCE)) throw new AssertionError("no statement came with: " + words);
        }

        /** What is at the wire goes on. */
        public void mend() {
            isMended = true;
            over.countDown();
        }

        /** What is at the wire is lost, and the connection with it, at both ends. */
        public void drop() {
            over.countDown();
        }

        private boolean isOf(String statement) {
            return statement.toLowerCase(Locale.ROOT).contains(words);
        }

        /** Stays until the test decides. */
        private void hold() throws IOException {
            reached.countDown();
            within(over, Duration.ofMinutes(5));
            if (!isMended) throw new IOException("cut");
        }

        private static boolean within(CountDownLatch latch, Duration time) {
            try {
                return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            open.add(client);
            open.add(upstream);
            Connection connection = new Connection(client, upstream);
            inBackground("wire, forth", connection::forth);
            inBackground("wire, back", connection::back);
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket upstream;
        private final Map<String, String> prepared = new HashMap<>();

        /** Whose answer is to be held. */
        private volatile @Nullable Cut awaited;

        Connection(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        /** From the function to the server, message by message. */
        void forth() throws IOException {
            try {
                DataInputStream in = new DataInputStream(client.getInputStream());
                OutputStream out = upstream.getOutputStream();
                start(in, out);
                while (true) {
                    int type = in.read();
                    if (type < 0) return;
                    byte[] rest = message(in);
                    stop(type, rest);
                    out.write(type);
                    out.write(ByteBuffer.allocate(4).putInt(rest.length + 4).array());
                    out.write(rest);
                    out.flush();
                }
            } finally {
                close(client, upstream);
            }
        }

        /** The first messages have no type. */
        private void start(DataInputStream in, OutputStream out) throws IOException {
            int code;
            do {
                byte[] rest = message(in);
                code = ByteBuffer.wrap(rest).getInt();
                out.write(ByteBuffer.allocate(4).putInt(rest.length + 4).array());
                out.write(rest);
                out.flush();
            } while (code == TLS_ASKED || code == GSS_ASKED);
        }

        private void stop(int type, byte[] message) throws IOException {
            String statement = statement(type, message);
            Cut cut = next;
            if (statement == null || cut == null || !cut.isOf(statement)) return;
            next = null;
            if (cut.isPassed) awaited = cut;
            else cut.hold();
        }

        /** The text of a statement that is to be done now. */
        private @Nullable String statement(int type, byte[] message) {
            switch (type) {
                case 'Q' -> {
                    return text(message, 0);
                }
                case 'P' -> {
                    String name = text(message, 0);
                    prepared.put(name, text(message, end(message, 0) + 1));
                    return null;
                }
                case 'B' -> {
                    return prepared.get(text(message, end(message, 0) + 1));
                }
                default -> {
                    return null;
                }
            }
        }

        /** From the server to the function. */
        void back() throws IOException {
            try {
                InputStream in = upstream.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] chunk = new byte[64 * 1024];
                ByteArrayOutputStream held = new ByteArrayOutputStream();
                int length = in.read(chunk);
                while (length >= 0) {
                    Cut cut = awaited;
                    held.write(chunk, 0, length);
                    if (cut != null && isDone(chunk, length)) {
                        cut.hold();
                        awaited = null;
                    }
                    if (awaited == null) {
                        held.writeTo(out);
                        out.flush();
                        held.reset();
                    }
                    length = in.read(chunk);
                }
            } finally {
                close(client, upstream);
            }
        }

        private static boolean isDone(byte[] chunk, int length) {
            return length >= READY_LENGTH
                    && chunk[length - READY_LENGTH] == READY
                    && chunk[length - 2] == READY_LENGTH - 1;
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 4 || length > LONGEST_MESSAGE)
            throw new IOException("no message of Postgres is so long: " + length);
        return in.readNBytes(length - 4);
    }

    private static String text(byte[] message, int from) {
        return new String(message, from, end(message, from) - from, StandardCharsets.UTF_8);
    }

    private static int end(byte[] message, int from) {
        int end = from;
        while (message[end] != 0) end++;
        return end;
    }

    private void close(Socket... sockets) {
        for (Socket socket : sockets) {
            open.remove(socket);
            closed(socket);
        }
    }

    private static void closed(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException alreadyGone) {
            // Nobody is there to be told.
        }
    }

    /** What ends with an end of the wire is meant to. */
    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // One of the ends closed.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed(door);
        for (Socket socket : open) closed(socket);
    }
}
