package org.waypost.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.waypost.simulator.handset.Handset;
import org.waypost.simulator.handset.Received;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.Submission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One question as an SMSC would hand it over. */
@Command(
        name = "text",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Texts a gateway as a subscriber would: binds to it as an SMSC, hands the text over, and prints",
            "the status and every reply until it is quiet. Status 0 if the gateway acknowledged the text."
        })
final class TextCommand implements Callable<Integer> {
    private static final Duration SLOWEST_REPLY = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FROM", description = "The subscriber's number, as +8619900000001.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "The short code, as 10001.")
    private String to = "";

    @Parameters(index = "2", paramLabel = "TEXT", description = "What is texted, as 'CXMYD#1234'.")
    private String text = "";

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    TextCommand(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Smsc smsc = gateway.bind(spec.commandLine());
                Handset handset = new Handset(from, smsc, nanoTime)) {
            return converse(handset, spec.commandLine().getOut());
        }
    }

    private int converse(Handset handset, PrintWriter out) throws InterruptedException {
        long sent = nanoTime.getAsLong();
        Submission answer = handset.text(to, text);
        out.printf(Locale.ROOT, "%s after %.1f ms%n", answer, millis(nanoTime.getAsLong() - sent));
        out.flush();
        if (!(answer instanceof Submission.Acknowledged)) {
            return 1;
        }
        int replies = 0;
        Optional<Received> reply = handset.await(SLOWEST_REPLY);
        while (reply.isPresent()) {
            replies++;
            print(reply.get(), sent, out);
            reply = handset.await(QUIET);
        }
        if (replies == 0) {
            out.printf("no reply within %d s%n", SLOWEST_REPLY.toSeconds());
        }
        out.flush();
        return 0;
    }

    private static void print(Received reply, long sent, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%s, %d segment%s, %.1f ms:%n%s%n",
                reply.from(),
                reply.segments(),
                reply.segments() == 1 ? "" : "s",
                millis(reply.nanos() - sent),
                reply.text());
        out.flush();
    }

    private static double millis(long nanos) {
        return nanos / 1_000_000.0;
    }
}
