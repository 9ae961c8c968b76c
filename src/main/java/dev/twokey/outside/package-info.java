/**
 * What every call to the outside world shares: checked arguments, connections found by name, a
 * limit in time, HTTP with bounds, and the turning of failures into values.
 */
@NullMarked
package dev.twokey.outside;

import org.jspecify.annotations.NullMarked;
