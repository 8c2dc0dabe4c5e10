package org.waypost.itinerary.ingest;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.store.MergeCount;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.track.LongIndex;

/**
 * The batches of an import, one for each of its threads, and the blocks on their way to them. Union makes it matter to
 * nobody which batch a block goes to: what several hold of a day becomes one track when they are flushed. Used by the
 * importing thread alone.
 */
final class EventBatches {
    /** Read ahead so far that no thread waits for the next block. */
    private static final int BLOCKS_PER_THREAD = 2;

    private final List<EventBatch> batches;
    private final Queue<EventBatch> idle;
    private final Executor threads;
    private final Deque<CompletableFuture<BlockResult>> pending = new ArrayDeque<>();
    private final TrackSink sink;
    private final int mostLayers;
    private final LongIndex subscribers = new LongIndex();
    private MergeCount merged = MergeCount.NOTHING;
    private long forgottenSubscribers;
    private long layers;

    /**
     * @param batches one for each thread
     * @param mostLayers layers of tracks in all batches, about, before they are flushed
     */
    EventBatches(List<EventBatch> batches, Executor threads, TrackSink sink, int mostLayers) {
        this.batches = batches;
        this.idle = new ConcurrentLinkedQueue<>(batches);
        this.threads = threads;
        this.sink = sink;
        this.mostLayers = mostLayers;
    }

    /** Hands a block over. */
    void add(LineBlock block, EventForm form) {
        pending.add(CompletableFuture.supplyAsync(
                () -> {
                    EventBatch batch = idle.remove();
                    try {
                        return batch.add(block, form);
                    } finally {
                        idle.add(batch);
                    }
                },
                threads));
    }

    /** Whether as many blocks are on their way as should be: take a {@link #result}. */
    boolean enough() {
        return pending.size() >= batches.size() * BLOCKS_PER_THREAD;
    }

    /**
     * What came of the first block on its way, in the order in which they were handed over; waits for it.
     *
     * @return null if there is none
     */
    @Nullable
    BlockResult result() {
        CompletableFuture<BlockResult> first = pending.poll();
        if (first == null) {
            return null;
        }
        BlockResult result = first.join();
        layers += result.layers();
        return result;
    }

    /** Whether it is time to {@link #flush}. */
    boolean full() {
        return layers >= mostLayers;
    }

    /** Merges what was gathered into the sink, in one transaction. No block may be on its way. */
    void flush() throws SQLException {
        if (layers == 0) {
            return;
        }
        List<CompletableFuture<Iterator<SubscriberDay>>> rows = batches.stream()
                .map(batch -> CompletableFuture.supplyAsync(batch::rows, threads))
                .toList();
        List<Iterator<SubscriberDay>> lists =
                rows.stream().map(CompletableFuture::join).toList();
        merged = merged.plus(sink.merge(() -> new UnitedRows(lists)));
        batches.forEach(batch -> batch.clear(subscribers));
        layers = 0;
        if (subscribers.size() >= mostLayers) {
            forgottenSubscribers += subscribers.size();
            subscribers.clear();
        }
    }

    /** What all flushes so far did. */
    MergeCount merged() {
        return merged;
    }

    /** Distinct numbers so far; one that comes back after very many others counts again. */
    long subscribers() {
        return forgottenSubscribers + subscribers.size();
    }

    /** The sum of what each batch says. */
    long sum(ToLongFunction<EventBatch> count) {
        return batches.stream().mapToLong(count).sum();
    }

    /** Distinct names of cells that lie nowhere, at most {@value Locator#NAMES}. */
    int unlocatedCells() {
        Set<String> names = new HashSet<>();
        batches.forEach(batch -> names.addAll(batch.unlocatedCells()));
        return Math.min(names.size(), Locator.NAMES);
    }
}
