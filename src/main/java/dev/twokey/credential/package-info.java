/** What people prove themselves with beside their chat accounts: passkeys and personal tokens. */
@NullMarked
package dev.twokey.credential;

import org.jspecify.annotations.NullMarked;
