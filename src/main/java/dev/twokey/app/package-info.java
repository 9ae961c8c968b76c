/** Puts the house together: the command line, the files, the threads, the one HTTP server. */
@NullMarked
package dev.twokey.app;

import org.jspecify.annotations.NullMarked;
