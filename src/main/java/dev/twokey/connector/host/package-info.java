/**
 * What Twokey can ask of hosts and workloads and do to them: through a supervisor's socket, and
 * later by other transports.
 */
@NullMarked
package dev.twokey.connector.host;

import org.jspecify.annotations.NullMarked;
