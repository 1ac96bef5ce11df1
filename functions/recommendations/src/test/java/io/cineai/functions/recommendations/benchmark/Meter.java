package io.cineai.functions.recommendations.benchmark;

import io.cineai.functions.recommendations.benchmark.Load.Throughput;
import io.cineai.functions.recommendations.benchmark.Rounds.Contender;
import io.cineai.functions.recommendations.benchmark.Rounds.Cost;
import io.cineai.functions.recommendations.benchmark.Servers.Server;
import io.cineai.testkit.MeasuredProcess;
import io.cineai.testkit.Pgbench;
import io.cineai.testkit.TestPostgres;
import java.util.function.DoubleSupplier;

/** Requests and what CPU they took, the server's and that of Postgres with all its backends. */
record Meter(long postmaster, int requests) {
    private static final int WARM_UP = 30_000;
    private static final int PGBENCH_CLIENTS = 8;

    /** Warm: every token is verified and remembered where there is room, and what is hot is compiled. */
    Contender over(Server server, Load load) throws Exception {
        load.everybody();
        load.asFastAsItGoes(WARM_UP);
        return () -> cost(() -> server.process().cpuSeconds(), () -> load.asFastAsItGoes(requests));
    }

    /** One row by the same statement, as fast as Postgres can: no server, nobody's HTTP. */
    Contender overPgbench(TestPostgres database, Reader reader) {
        String script = """
                select body, etag, hidden, checked_at
                  from cineai.read_feed('%1$s', '{"sub":"%1$s","role":"authenticated"}', null)""".formatted(reader.user());
        int times = requests / PGBENCH_CLIENTS;
        return () -> cost(
                () -> 0,
                () -> new Throughput(Pgbench.run(database, TestPostgres.READER, script, PGBENCH_CLIENTS, times), 0));
    }

    /** CPU in seconds of all that is neither the server, nor Postgres, nor this process, which sends the requests. */
    double others(Server server) {
        return MeasuredProcess.cpuSecondsOfMachine()
                - MeasuredProcess.cpuSecondsOfTree(postmaster)
                - server.process().cpuSeconds()
                - MeasuredProcess.cpuSeconds(ProcessHandle.current().pid());
    }

    private interface Run {
        Throughput run() throws Exception;
    }

    private Cost cost(DoubleSupplier server, Run load) throws Exception {
        double serverBefore = server.getAsDouble();
        double postgresBefore = MeasuredProcess.cpuSecondsOfTree(postmaster);
        Throughput seen = load.run();
        return new Cost(
                seen.requestsASecond(),
                (server.getAsDouble() - serverBefore) / requests * 1e6,
                (MeasuredProcess.cpuSecondsOfTree(postmaster) - postgresBefore) / requests * 1e6,
                seen.bytes());
    }
}
