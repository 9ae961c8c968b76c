/** What exactly would be done: drafts, plans and the hash that people approve. */
@NullMarked
package dev.twokey.plan;

import org.jspecify.annotations.NullMarked;
