package org.waypost.simulator.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.store.BatchTransaction;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.OpenReply;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.store.StoredAnswer;
import org.waypost.gateway.store.StoredRequest;
import org.waypost.gateway.store.WaitingPart;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/** Passes on what happens inside a batch, but for what a subclass does otherwise. */
abstract class InBatch implements BatchTransaction {
    private final BatchTransaction real;

    InBatch(BatchTransaction real) {
        this.real = real;
    }

    /** A store whose batches are wrapped. */
    static GatewayStore around(GatewayStore store, UnaryOperator<BatchTransaction> wrap) {
        return (GatewayStore) Proxy.newProxyInstance(
                GatewayStore.class.getClassLoader(),
                new Class<?>[] {GatewayStore.class},
                (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("inBatch")) {
                            return store.inBatch(
                                    (Integer) arguments[0], wrapped((GatewayStore.BatchWork<?>) arguments[1], wrap));
                        }
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static <T> GatewayStore.BatchWork<T> wrapped(
            GatewayStore.BatchWork<T> work, UnaryOperator<BatchTransaction> wrap) {
        return transaction -> work.run(wrap.apply(transaction));
    }

    @Override
    public Map<SubscriberKey, CaseFile> lock(Collection<Pseudonyms> senders) throws StoreUnavailableException {
        return real.lock(senders);
    }

    @Override
    public long[] newQuestions(int count) throws StoreUnavailableException {
        return real.newQuestions(count);
    }

    @Override
    public List<WaitingPart> keep(WaitingPart part) throws StoreUnavailableException {
        return real.keep(part);
    }

    @Override
    public List<OpenReply> write(List<StoredRequest> requests, List<Repeat> repeats, List<StoredAnswer> answers)
            throws StoreUnavailableException {
        return real.write(requests, repeats, answers);
    }
}
