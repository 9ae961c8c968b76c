/** The life of one change or drill: the one machine where verdict, authority and step meet. */
@NullMarked
package dev.twokey.operation;

import org.jspecify.annotations.NullMarked;
