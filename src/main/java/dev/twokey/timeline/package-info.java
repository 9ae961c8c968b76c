/**
 * What happened, in order, for people who were not there: entries, times, and a postmortem draft.
 */
@NullMarked
package dev.twokey.timeline;

import org.jspecify.annotations.NullMarked;
