package org.waypost.simulator.ledger;

import org.waypost.simulator.smsc.Submission;

/**
 * One try at handing over one part of a question.
 *
 * @param question which
 * @param part which of its parts, from 1
 * @param session on which session of the SMSC; sessions are numbered over all runs of the gateway
 * @param sent monotonic nanoseconds at which it left
 * @param answered monotonic nanoseconds at which its outcome was known
 * @param outcome what the gateway said, or that it said nothing
 */
public record Attempt(Question question, int part, int session, long sent, long answered, Submission outcome) {}
