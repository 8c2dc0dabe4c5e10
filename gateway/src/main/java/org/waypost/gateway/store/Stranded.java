package org.waypost.gateway.store;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Replies that may be marked as being sent while nobody sends them, because the commit that marked them gave no answer. A
 * server that hangs may commit long after we gave up, so they are looked for until they are found or taken; of very many,
 * the oldest give way.
 *
 * <p>Safe for use by any thread.
 */
final class Stranded {
    private static final int MOST = 2_000;

    private final Set<Long> questions = new LinkedHashSet<>();

    synchronized void add(Collection<OpenReply> replies) {
        replies.forEach(reply -> questions.add(reply.question()));
        Iterator<Long> oldest = questions.iterator();
        while (questions.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized List<Long> all() {
        return List.copyOf(questions);
    }

    synchronized void remove(Collection<Long> found) {
        questions.removeAll(found);
    }
}
