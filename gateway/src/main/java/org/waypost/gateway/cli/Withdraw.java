package org.waypost.gateway.cli;

import java.util.concurrent.Callable;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.upkeep.SubjectRights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a subscriber's consents, as texting {@code TD} does. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description =
                "Ends a subscriber's consents, the open dialogue, and replies that have not left, for who asks the"
                        + " carrier instead of texting TD.")
final class Withdraw implements Callable<Integer> {
    @Mixin
    private SubjectCommand subject = new SubjectCommand();

    @Override
    public Integer call() throws Exception {
        return subject.run(
                StaffAction.WITHDRAW_CONSENT,
                (rights, number, operator) ->
                        subject.say(SubjectRights.withdrawn(number, rights.withdraw(number, operator))),
                (gateway, number) ->
                        RunningGateway.report(gateway.post("/v1/subject/withdraw", number), subject.out()));
    }
}
