/** What was changed lately, from the deployments log that deploy commands write. */
@NullMarked
package dev.twokey.connector.changes;

import org.jspecify.annotations.NullMarked;
