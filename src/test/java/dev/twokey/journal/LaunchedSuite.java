package dev.twokey.journal;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class inside of a test, to show that it can fail. Names are those of methods. */
final class LaunchedSuite implements TestExecutionListener {
  private final Set<String> succeeded = new TreeSet<>();
  private final Set<String> failed = new TreeSet<>();
  private final Set<String> skipped = new TreeSet<>();

  static LaunchedSuite run(Class<?> suite) {
    LaunchedSuite listener = new LaunchedSuite();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(List.of(selectClass(suite))).build();
    LauncherFactory.create().execute(request, listener);
    return listener;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
      (good ? succeeded : failed).add(name(test));
    } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      failed.add(name(test));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skipped.add(name(test));
  }

  private static String name(TestIdentifier test) {
    return test.getDisplayName();
  }

  Set<String> succeeded() {
    return Set.copyOf(succeeded);
  }

  Set<String> failed() {
    return Set.copyOf(failed);
  }

  Set<String> skipped() {
    return Set.copyOf(skipped);
  }

  /** Returns the names of the tests of a suite, as they are shown. */
  static Set<String> testsOf(Class<?> suite) {
    return java.util.Arrays.stream(suite.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(org.junit.jupiter.api.Test.class))
        .map(method -> method.getName().replace('_', ' '))
        .collect(Collectors.toUnmodifiableSet());
  }
}
