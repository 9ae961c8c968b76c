/** Runbooks: Markdown that people read, with checks, causes, actions, forbids and drills in it. */
@NullMarked
package dev.twokey.runbook;

import org.jspecify.annotations.NullMarked;
