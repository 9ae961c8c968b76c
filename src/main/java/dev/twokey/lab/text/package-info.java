/** How the lab's processes write: JSON, log lines, and small files that survive a crash. */
@NullMarked
package dev.twokey.lab.text;

import org.jspecify.annotations.NullMarked;
