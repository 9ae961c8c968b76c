/** The system that the lab breaks: workers, backends and a publisher, each a process of its own. */
@NullMarked
package dev.twokey.lab.system;

import org.jspecify.annotations.NullMarked;
