package org.waypost.simulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waypost.simulator.travel.NetworkFiles;
import org.waypost.simulator.travel.Noise;
import org.waypost.simulator.travel.World;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a world of travellers as the files a network would hand over, and the truth beside them. */
@Command(
        name = "network",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes travellers, and writes what a network would know of them and what is true:",
            "cells.csv, subscribers.csv, events.csv and truth.csv. Equal settings write equal files."
        })
final class NetworkCommand implements Callable<Integer> {
    /** How careless the network is. */
    enum Level {
        CALM,
        USUAL,
        STRESS;

        Noise noise() {
            return switch (this) {
                case CALM -> Noise.CALM;
                case USUAL -> Noise.USUAL;
                case STRESS -> Noise.STRESS;
            };
        }
    }

    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Directory for the files; made if absent.")
    private Path out = Path.of(".");

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            defaultValue = "200",
            description =
                    "Travellers, 1 to 99999999 (default: ${DEFAULT-VALUE}). The first seventeen are one of each kind.")
    private int subscribers;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "16",
            description = "Days before today, 8 to 366 (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "A whole number; another seed, another world (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--today",
            paramLabel = "DAY",
            description = "The day after the last one, as 2026-11-24 (default: today in UTC+8).")
    private @Nullable LocalDate today;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Events of one phone and day, 8 to 2000, on average and roughly (default: 60).")
    private @Nullable Integer events;

    @Option(
            names = "--noise",
            paramLabel = "LEVEL",
            defaultValue = "calm",
            description = "calm: no fault in the files. usual: some lines damaged, doubled, late. stress: many."
                    + " (default: ${DEFAULT-VALUE})")
    private Level noise = Level.CALM;

    NetworkCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        LocalDate day = today == null ? LocalDate.ofInstant(clock.instant(), World.ZONE) : today;
        World world;
        try {
            Noise wanted = events == null ? noise.noise() : noise.noise().withEventsPerDay(events);
            world = new World(seed, subscribers, days, day, wanted);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        NetworkFiles files = NetworkFiles.in(out);
        NetworkFiles.Written written = files.write(world);
        report(world, files, written);
        return 0;
    }

    private void report(World world, NetworkFiles files, NetworkFiles.Written written) {
        String text = String.format(
                Locale.ROOT,
                "%s to %s, seed %d%n%s: %,d cells%n%s: %,d subscribers%n%s: %,d events in %,d lines%n%s: %,d of %,d cases clear%n",
                world.firstDay(),
                world.today().minusDays(1),
                seed,
                files.cells(),
                written.cells(),
                files.subscribers(),
                written.subscribers(),
                files.events(),
                written.events(),
                written.eventLines(),
                files.truth(),
                written.clear(),
                written.subscribers());
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}
