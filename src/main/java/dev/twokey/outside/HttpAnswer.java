package dev.twokey.outside;

import java.util.Optional;

/**
 * An HTTP answer.
 *
 * @param status such as 200
 * @param body its first bytes, read as UTF-8
 * @param truncated whether the body went on
 * @param location where a redirect leads
 */
public record HttpAnswer(int status, String body, boolean truncated, Optional<String> location) {}
