/** Charts as SVG. */
@NullMarked
package dev.twokey.chart;

import org.jspecify.annotations.NullMarked;
