/**
 * The words of {@code waypost-simulator.jar}: {@code demo} and {@code simulate …}, one class each. Here alone the clock
 * and the terminal are real; everything below is told the time. Start at {@link org.waypost.simulator.cli.Simulator}.
 */
@NullMarked
package org.waypost.simulator.cli;

import org.jspecify.annotations.NullMarked;
