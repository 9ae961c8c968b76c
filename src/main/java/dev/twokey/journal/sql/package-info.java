/** The journal in SQLite: one writer, two readers, one process. */
@NullMarked
package dev.twokey.journal.sql;

import org.jspecify.annotations.NullMarked;
