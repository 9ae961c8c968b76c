/** The loop that turns inputs into events and wanted work into effects; knows no feature. */
@NullMarked
package dev.twokey.engine;

import org.jspecify.annotations.NullMarked;
