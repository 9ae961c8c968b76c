/** Who may act: people, their accounts and roles. */
@NullMarked
package dev.twokey.people;

import org.jspecify.annotations.NullMarked;
