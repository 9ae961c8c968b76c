package dev.twokey.engine;

/**
 * A wish, a click or a fact that a decider is asked to decide on. Each feature has one sealed
 * family.
 */
public interface Input {}
