package dev.twokey.inventory;

import dev.twokey.problem.Secret;

/** Resolves secrets at the moment they are needed; nothing keeps them. */
public interface Secrets {
  /**
   * Returns the secret.
   *
   * @throws SecretMissingException if it isn't there or can't be read
   */
  Secret resolve(SecretRef ref);

  /**
   * A secret is named that isn't there, or that others could read. The message names the reference,
   * never a value.
   */
  final class SecretMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    /**
     * Tells why.
     *
     * @param advice what to do now
     */
    public SecretMissingException(SecretRef ref, String why, String advice) {
      super("The secret " + ref + " can't be used: " + why + ".");
      this.advice = advice;
    }

    /** Returns what to do now. */
    public String advice() {
      return advice;
    }
  }
}
