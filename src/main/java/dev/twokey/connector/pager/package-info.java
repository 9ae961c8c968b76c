/** Wakes people over a pager's webhook. */
@NullMarked
package dev.twokey.connector.pager;

import org.jspecify.annotations.NullMarked;
