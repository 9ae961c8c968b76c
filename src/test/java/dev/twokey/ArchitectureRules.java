package dev.twokey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The rules of {@link ArchitectureTest}, for a house with the given base package. */
final class ArchitectureRules {
  private static final Set<String> EMPTY_NAMES =
      Set.of("util", "utils", "common", "impl", "manager", "service");

  /** Values, not I/O. */
  private static final Set<String> HARMLESS_IN_JAVA_NET =
      Set.of("java.net.URI", "java.net.URISyntaxException");

  private static final Pattern INPUT_OR_OUTPUT =
      Pattern.compile(
          "java\\.net\\..*|java\\.sql\\..*|javax\\.sql\\..*|java\\.nio\\.channels\\..*"
              + "|java\\.nio\\.file\\.(Files|FileSystems)"
              + "|java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter"
              + "|RandomAccessFile)"
              + "|java\\.lang\\.ProcessBuilder");

  private static final Pattern THREAD_STARTING_TYPE =
      Pattern.compile(
          "java\\.util\\.concurrent\\.(Executors|ThreadPoolExecutor|ScheduledThreadPoolExecutor"
              + "|ForkJoinPool|StructuredTaskScope)|java\\.util\\.Timer");

  private static final Pattern THREAD_STARTING_CALL =
      Pattern.compile(
          "java\\.lang\\.Thread\\.(<init>|start|startVirtualThread|ofVirtual|ofPlatform|sleep)"
              + "|java\\.util\\.concurrent\\.CompletableFuture\\.\\w+Async"
              + "|.*\\.parallelStream");

  private static final Pattern CLOCK_OR_DICE_CALL =
      Pattern.compile(
          "java\\.time\\.\\w+\\.now"
              + "|java\\.time\\.(Clock|InstantSource)\\.(system|tick)\\w*"
              + "|java\\.time\\.ZoneId\\.systemDefault"
              + "|java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv|getProperty)"
              + "|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.lang\\.Math\\.random"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*"
              + "|java\\.security\\.SecureRandom\\..*");

  private static final Pattern FRAMEWORK_OF_THE_EDGES =
      Pattern.compile(
          "(io\\.javalin|org\\.eclipse\\.jetty|gg\\.jte|picocli|com\\.rabbitmq|com\\.slack"
              + "|net\\.dv8tion|io\\.fabric8|org\\.sqlite|okhttp3)\\..*");

  private final String base;

  ArchitectureRules(String base) {
    this.base = base;
  }

  ArchRule everyPackageIsInARow() {
    return rule(
        "every package is in a row",
        (type, report) -> {
          boolean rootOfTheHouse =
              type.getPackageName().equals(base) && type.getSimpleName().equals("package-info");
          if (!rootOfTheHouse && placeOf(type).isEmpty()) {
            report.accept("package " + type.getPackageName() + " is in no row");
          }
        });
  }

  ArchRule importsOnlyEarlierRows() {
    return rule(
        "a package imports only earlier rows",
        (type, report) ->
            placeOf(type)
                .ifPresent(from -> {
                  for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    placeOf(dependency.getTargetClass())
                        .filter(to -> !to.equals(from) && to.row() >= from.row())
                        .ifPresent(
                            to -> report.accept(from + " sees " + to + ": " + say(dependency)));
                  }
                }));
  }

  ArchRule labImportsProblemOnly() {
    return rule(
        "the lab imports problem only",
        (type, report) -> {
          if (placeOf(type).filter(place -> place.name().equals("lab")).isEmpty()) {
            return;
          }
          for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            placeOf(dependency.getTargetClass())
                .filter(to -> !Set.of("lab", "problem").contains(to.name()))
                .ifPresent(to -> report.accept("the lab sees " + to + ": " + say(dependency)));
          }
        });
  }

  ArchRule domainDoesNoInputOrOutput() {
    return domainDoesNotKnow(
        "the domain does no input or output",
        name -> INPUT_OR_OUTPUT.matcher(name).matches() && !HARMLESS_IN_JAVA_NET.contains(name));
  }

  ArchRule domainKnowsNoFramework() {
    return domainDoesNotKnow(
        "the domain knows no framework of the edges",
        name -> FRAMEWORK_OF_THE_EDGES.matcher(name).matches());
  }

  ArchRule domainStartsNoThread() {
    return rule(
        "the domain starts no thread",
        (type, report) -> {
          if (isDomain(type)) {
            calls(type, THREAD_STARTING_CALL, report);
            knows(type, name -> THREAD_STARTING_TYPE.matcher(name).matches(), report);
          }
        });
  }

  ArchRule domainReadsNoClockAndThrowsNoDice() {
    return rule(
        "the domain reads no clock and throws no dice: pass an InstantSource, ids and seeds in",
        (type, report) -> {
          if (!isDomain(type)) {
            return;
          }
          calls(type, CLOCK_OR_DICE_CALL, report);
          type.getConstructorCallsFromSelf().stream()
              .filter(call -> call.getTargetOwner().getName().equals("java.util.Random"))
              .filter(call -> call.getTarget().getRawParameterTypes().isEmpty())
              .forEach(call -> report.accept(call.getDescription()));
        });
  }

  ArchRule everyPackageIsNullMarked() {
    return rule(
        "every package is @NullMarked in its package-info.java",
        (type, report) -> {
          boolean generated = type.getPackageName().startsWith(base + ".web.jte");
          if (!generated && !type.getPackage().isAnnotatedWith(NullMarked.class)) {
            report.accept("package " + type.getPackageName() + " is not @NullMarked");
          }
        });
  }

  ArchRule noPackageHasAnEmptyName() {
    return rule(
        "no package is called " + EMPTY_NAMES,
        (type, report) -> {
          if (Arrays.stream(type.getPackageName().split("\\.")).anyMatch(EMPTY_NAMES::contains)) {
            report.accept("package " + type.getPackageName() + " says nothing by its name");
          }
        });
  }

  ArchRule onlyTheEngineReadsProbesAndRunsActions() {
    return rule(
        "only the engine calls Probe.read, Action.execute and Action.preview",
        (type, report) -> {
          if (type.getPackageName().equals(base + ".engine")) {
            return;
          }
          for (JavaAccess<?> access : type.getCodeUnitAccessesFromSelf()) {
            String called = access.getName();
            JavaClass owner = access.getTargetOwner();
            boolean read = called.equals("read") && owner.isAssignableTo(base + ".probe.Probe");
            boolean run =
                Set.of("execute", "preview").contains(called)
                    && owner.isAssignableTo(base + ".action.Action");
            if (read || run) {
              report.accept(access.getDescription());
            }
          }
        });
  }

  /** Mockito is for the odd SDK type that can't be built. */
  ArchRule testsDoNotMockOurOwnTypes() {
    return rule(
        "tests do not mock our own types: write a fake",
        (type, report) -> {
          for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (unit.getCallsFromSelf().stream().anyMatch(ArchitectureRules::makesAMock)) {
              unit.getReferencedClassObjects().stream()
                  .map(ReferencedClassObject::getRawType)
                  .filter(this::isOurs)
                  .forEach(ours -> report.accept(unit.getFullName() + " mocks " + ours.getName()));
            }
            unit.getCallsFromSelf().stream()
                .filter(ArchitectureRules::hidesWhatItMocks)
                .forEach(call -> report.accept(call.getDescription()));
          }
          for (JavaField field : type.getFields()) {
            if (isOurs(field.getRawType()) && isFilledByMockito(field)) {
              report.accept(field.getFullName() + " mocks " + field.getRawType().getName());
            }
          }
        });
  }

  private static boolean makesAMock(JavaAccess<?> call) {
    return call.getTargetOwner().getName().equals("org.mockito.Mockito")
        && call.getName().startsWith("mock");
  }

  /** A spy, or a mock made without naming its class. */
  private static boolean hidesWhatItMocks(JavaCall<?> call) {
    if (!call.getTargetOwner().getName().equals("org.mockito.Mockito")) {
      return false;
    }
    return call.getName().equals("spy")
        || (call.getName().equals("mock")
            && call.getTarget().getRawParameterTypes().stream().anyMatch(JavaClass::isArray));
  }

  private static boolean isFilledByMockito(JavaMember field) {
    return field.getAnnotations().stream()
        .anyMatch(note -> note.getRawType().getPackageName().startsWith("org.mockito"));
  }

  private boolean isOurs(JavaClass type) {
    return type.getBaseComponentType().getPackageName().startsWith(base);
  }

  private ArchRule domainDoesNotKnow(String says, Predicate<String> forbidden) {
    return rule(
        says,
        (type, report) -> {
          if (isDomain(type)) {
            knows(type, forbidden, report);
          }
        });
  }

  private static void knows(JavaClass type, Predicate<String> forbidden, Consumer<String> report) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      if (forbidden.test(dependency.getTargetClass().getBaseComponentType().getName())) {
        report.accept(say(dependency));
      }
    }
  }

  private static void calls(JavaClass type, Pattern forbidden, Consumer<String> report) {
    for (JavaAccess<?> access : type.getCodeUnitAccessesFromSelf()) {
      String called = access.getTargetOwner().getName() + "." + access.getName();
      if (forbidden.matcher(called).matches()) {
        report.accept(access.getDescription());
      }
    }
  }

  private boolean isDomain(JavaClass type) {
    return placeOf(type)
        .filter(place -> place.row() <= ArchitectureTest.LAST_DOMAIN_ROW)
        .isPresent();
  }

  private static String say(Dependency dependency) {
    return dependency.getDescription();
  }

  /** Where a class lives; empty when its package is outside the house or in no row. */
  private Optional<Place> placeOf(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    if (!name.startsWith(base + ".")) {
      return Optional.empty();
    }
    String inside = name.substring(base.length() + 1);
    for (int row = 1; row <= ArchitectureTest.ROWS.size(); row++) {
      for (String entry : ArchitectureTest.ROWS.get(row - 1)) {
        if (holds(entry, row, inside)) {
          return Optional.of(new Place(row, placeName(entry, inside)));
        }
      }
    }
    return Optional.empty();
  }

  /** Only packages after the domain may have packages inside. */
  private static boolean holds(String entry, int row, String inside) {
    if (entry.endsWith(".*")) {
      return inside.startsWith(entry.substring(0, entry.length() - 1));
    }
    return inside.equals(entry)
        || (row > ArchitectureTest.LAST_DOMAIN_ROW && inside.startsWith(entry + "."));
  }

  private static String placeName(String entry, String inside) {
    if (!entry.endsWith(".*")) {
      return entry;
    }
    int end = inside.indexOf('.', entry.length() - 1);
    return end < 0 ? inside : inside.substring(0, end);
  }

  private static ArchRule rule(String says, BiConsumer<JavaClass, Consumer<String>> look) {
    ArchCondition<JavaClass> condition =
        new ArchCondition<>(says) {
          @Override
          public void check(JavaClass type, ConditionEvents events) {
            look.accept(type, what -> events.add(SimpleConditionEvent.violated(type, what)));
          }
        };
    return classes().should(condition).as(says).allowEmptyShould(true);
  }

  private record Place(int row, String name) {
    @Override
    public String toString() {
      return name + " (row " + row + ")";
    }
  }
}
