/** How young the newest database backup is, from what pgBackRest writes about its repository. */
@NullMarked
package dev.twokey.connector.pgbackrest;

import org.jspecify.annotations.NullMarked;
