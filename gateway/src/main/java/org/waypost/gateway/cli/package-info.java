/**
 * The command line: {@link org.waypost.gateway.cli.Waypost} and one class per command. Parses, calls, prints, and turns
 * failures into exit codes; decides nothing.
 */
@NullMarked
package org.waypost.gateway.cli;

import org.jspecify.annotations.NullMarked;
