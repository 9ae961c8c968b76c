/** The second key: rules, reviews, and what they come to. */
@NullMarked
package dev.twokey.approval;

import org.jspecify.annotations.NullMarked;
