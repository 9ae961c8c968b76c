/** The record as files: Markdown for people, JSON for programs. */
@NullMarked
package dev.twokey.export;

import org.jspecify.annotations.NullMarked;
