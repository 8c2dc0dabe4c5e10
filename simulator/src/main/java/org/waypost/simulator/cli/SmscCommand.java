package org.waypost.simulator.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.simulator.faults.Faults;
import org.waypost.simulator.faults.FaultyLink;
import org.waypost.simulator.handset.Handset;
import org.waypost.simulator.handset.Phones;
import org.waypost.simulator.handset.Received;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An SMSC that stays. */
@Command(
        name = "smsc",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Stays bound to a gateway as an SMSC, with faults where asked, and binds again when the link is lost.",
            "Prints what phones receive, and hands over what it reads from standard input, one text a line:",
            "  +8619900000001 10001 CXMYD#1234"
        })
final class SmscCommand implements Callable<Integer> {
    private static final long REBIND_MILLIS = 500;

    private final LongSupplier nanoTime;
    private final CountDownLatch ended = new CountDownLatch(1);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private FaultOptions faults = new FaultOptions();

    @Option(names = "--for", paramLabel = "SECONDS", description = "End after so long (default: at Ctrl-C).")
    private long seconds;

    private volatile @Nullable Smsc current;

    SmscCommand(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SmscLink straight = gateway.link(spec.commandLine());
        Faults wrong = faults.faults(spec.commandLine());
        if (!wrong.any()) {
            return stay(straight);
        }
        try (FaultyLink link = FaultyLink.open(
                0,
                new InetSocketAddress(straight.host(), straight.port()),
                wrong,
                FaultyLink.Culprit.CALLER,
                Threads::daemon)) {
            return stay(new SmscLink("127.0.0.1", link.port(), straight.systemId(), straight.password()));
        }
    }

    private int stay(SmscLink link) throws InterruptedException {
        boolean reading = false;
        long end = nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
        while (seconds == 0 || nanoTime.getAsLong() < end) {
            Smsc smsc = current;
            if (smsc == null || !smsc.bound()) {
                bind(link);
            }
            if (current != null && !reading) {
                reading = true;
                Threads.daemon(this::handOver).start();
            }
            ended.await(REBIND_MILLIS, TimeUnit.MILLISECONDS);
        }
        Smsc last = current;
        if (last != null) {
            last.close();
        }
        return 0;
    }

    private void bind(SmscLink link) {
        try {
            Smsc bound = Smsc.bind(link);
            bound.attachOthers(new Phones(nanoTime, this::show));
            current = bound;
            say("bound as " + link);
        } catch (IOException e) {
            say("cannot bind as %s: %s".formatted(link, e.getMessage()));
        }
    }

    private void show(String number, Received message) {
        say("%s from %s, %d segments: %s"
                .formatted(masked(number), message.from(), message.segments(), message.text()));
    }

    private static String masked(String number) {
        return number.matches("[1-9][0-9]{6,14}") ? Msisdn.ofDigits(number).masked() : "?";
    }

    /** Reads texts from standard input until its end. */
    private void handOver() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.trim().split(" +", 3);
                Smsc smsc = current;
                if (words.length < 3) {
                    say("not of the form FROM TO TEXT");
                } else if (smsc == null) {
                    say("not bound");
                } else {
                    text(smsc, words);
                }
            }
        } catch (IOException e) {
            say("standard input: " + e.getMessage());
        }
    }

    private void text(Smsc smsc, String[] words) {
        String number = Smsc.canonical(words[0]);
        try (Handset phone = new Handset(number, smsc, nanoTime)) {
            smsc.detach(number);
            say("%s to %s: %s".formatted(masked(number), words[1], phone.text(words[1], words[2])));
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
