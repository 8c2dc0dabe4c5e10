package org.waypost.simulator.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.waypost.simulator.faults.Faults;
import org.waypost.simulator.faults.FaultyLink;
import org.waypost.simulator.smsc.Esme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The gateway's side, by jSMPP. */
@Command(
        name = "esme",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Stands in for a gateway: lets anybody bind, acknowledges every text, and sends it back, all from memory. To",
            "try an SMSC against, with faults where asked, and to measure beside a gateway ('simulate load')."
        })
final class EsmeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FaultOptions faults = new FaultOptions();

    @Option(names = "--port", defaultValue = "2775", description = "On the loopback; 0 for any (default: 2775).")
    private int port;

    @Option(names = "--for", paramLabel = "SECONDS", description = "End after so long (default: at Ctrl-C).")
    private long seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Faults wrong = faults.faults(spec.commandLine());
        if (!wrong.any()) {
            try (Esme esme = Esme.listen(port, Threads::daemon)) {
                return stay(esme.port());
            }
        }
        try (Esme esme = Esme.listen(0, Threads::daemon);
                FaultyLink link = FaultyLink.open(
                        port,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), esme.port()),
                        wrong,
                        FaultyLink.Culprit.CALLED,
                        Threads::daemon)) {
            return stay(link.port());
        }
    }

    private int stay(int listening) throws InterruptedException {
        spec.commandLine().getOut().printf("ready: SMPP on 127.0.0.1:%d%n", listening);
        spec.commandLine().getOut().flush();
        CountDownLatch never = new CountDownLatch(1);
        if (seconds > 0) {
            return never.await(seconds, TimeUnit.SECONDS) ? 1 : 0;
        }
        never.await();
        return 0;
    }
}
