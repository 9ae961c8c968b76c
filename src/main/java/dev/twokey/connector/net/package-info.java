/** Questions to the network: does it connect, resolve, answer? */
@NullMarked
package dev.twokey.connector.net;

import org.jspecify.annotations.NullMarked;
