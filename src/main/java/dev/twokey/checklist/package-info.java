/** Task lists that people and Twokey work through: what is done, by whom, and what comes next. */
@NullMarked
package dev.twokey.checklist;

import org.jspecify.annotations.NullMarked;
