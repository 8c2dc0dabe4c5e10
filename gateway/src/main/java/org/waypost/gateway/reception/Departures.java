package org.waypost.gateway.reception;

import java.util.List;
import org.waypost.gateway.store.OpenReply;

/** Where replies go after the commit. Every method returns at once. */
public interface Departures {
    /** How many more replies the peer's courier can take over in memory; 0 where they should wait in the store. */
    int room(String peer);

    /** Takes over replies that are committed as being sent. */
    void depart(List<OpenReply> replies);

    /** So many more replies wait in the store. */
    void waiting(String peer, int count);
}
