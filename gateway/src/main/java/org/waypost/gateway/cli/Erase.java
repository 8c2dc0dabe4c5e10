package org.waypost.gateway.cli;

import java.util.concurrent.Callable;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.upkeep.SubjectRights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes everything that is held about a subscriber. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes everything that is held about a subscriber: tracks, register line, case file, open replies and parts of"
                    + " messages. The audit keeps that it was done, and what it held before, under its own pseudonym.",
            "What a carrier's feeds and register bring afterwards is taken in again; an erasure is no objection for the"
                    + " future."
        })
final class Erase implements Callable<Integer> {
    @Mixin
    private SubjectCommand subject = new SubjectCommand();

    @Override
    public Integer call() throws Exception {
        return subject.run(
                StaffAction.ERASE,
                (rights, number, operator) -> subject.say(SubjectRights.erased(number, rights.erase(number, operator))),
                (gateway, number) -> RunningGateway.report(gateway.post("/v1/subject/erase", number), subject.out()));
    }
}
