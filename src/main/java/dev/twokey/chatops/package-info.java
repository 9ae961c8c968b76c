/** What people type becomes inputs, what states say becomes cards. No rules here. */
@NullMarked
package dev.twokey.chatops;

import org.jspecify.annotations.NullMarked;
