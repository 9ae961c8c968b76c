package dev.twokey.guard;

import dev.twokey.approval.Rule;
import dev.twokey.inventory.Environment;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import dev.twokey.problem.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the rules of one kind in one environment. Rules with an error are left out: they allow
 * nothing.
 */
final class RulesReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(31);
  private static final int COUNT_MAX = 100_000;
  private static final Pattern CHANNEL = Pattern.compile("(slack|discord|console):[A-Za-z0-9_-]+");
  private static final String CHANNEL_ADVICE =
      "Write only: [slack:C0123456, console:prod]: the platform and the channel's id.";
  private static final List<String> BACKUPS = List.of("pgbackrest");

  private final Fields fields;
  private final Optional<Environment> environment;
  private final Roles roles;
  private final Problems problems;

  private final Set<String> usualChannels;

  /** {@code usualChannels} hold where the rules name none. */
  RulesReader(
      Fields fields,
      Optional<Environment> environment,
      Set<String> usualChannels,
      Roles roles,
      Problems problems) {
    this.usualChannels = usualChannels;
    this.fields = fields;
    this.environment = environment;
    this.roles = roles;
    this.problems = problems;
  }

  Optional<RiskRules> read() {
    int before = problems.count();
    Optional<String> role = roles.asking(fields);
    boolean confirm = fields.flag("confirm").orElse(false);
    Optional<Duration> cooldown = fields.duration("cooldown", Duration.ZERO, DAY);
    Optional<Rule> approval = fields.fields("approval").flatMap(this::approval);
    Optional<Duration> fresh = fields.duration("fresh_evidence", SECOND, DAY);
    Optional<BlastRadius> radius = fields.fields("blast_radius").flatMap(this::blastRadius);
    Optional<Phrase> phrase = fields.node("phrase").flatMap(this::phrase);
    Proof proof = proof(approval.isPresent() || confirm || phrase.isPresent());
    Optional<BackupFreshness> backup = fields.fields("backup_freshness").flatMap(this::backup);
    Set<String> channels = channels(fields).orElse(usualChannels);
    boolean noIncident = fields.flag("no_open_incident").orElse(false);
    fields.done();
    if (problems.count() > before) {
      return Optional.empty();
    }
    return role.map(r ->
        new RiskRules(
            r,
            confirm,
            cooldown,
            approval,
            fresh,
            radius,
            proof,
            phrase,
            backup,
            channels,
            noIncident));
  }

  /** Reads where something may be asked for and shown; empty if that is not said. */
  static Optional<Set<String>> channels(Fields fields) {
    Optional<Fields> below = fields.fields("channel");
    if (below.isEmpty()) {
      return Optional.empty();
    }
    List<String> only = below.get().texts("only");
    below.get().done();
    if (only.isEmpty()) {
      below.get().error("only", "'channel' names no channel.", CHANNEL_ADVICE);
    }
    for (String channel : only) {
      if (!CHANNEL.matcher(channel).matches()) {
        below
            .get()
            .error("only", "The channel '" + channel + "' is not understood.", CHANNEL_ADVICE);
      }
    }
    return Optional.of(Set.copyOf(only));
  }

  private Optional<Rule> approval(Fields f) {
    Optional<String> of = roles.signing(f);
    Optional<Integer> quorum = roles.quorum(f, of);
    Duration pending = f.duration("pending", SECOND, DAY).orElse(Rule.PENDING);
    Duration startWithin = f.duration("start_within", SECOND, DAY).orElse(Rule.START_WITHIN);
    f.done();
    return of.flatMap(role -> quorum.map(n -> new Rule(role, n, pending, startWithin)));
  }

  private Optional<BlastRadius> blastRadius(Fields f) {
    Optional<Integer> count = f.whole("count_max", 1, COUNT_MAX).map(Long::intValue);
    Optional<Double> share = f.number("share_max");
    boolean outside = share.filter(s -> s <= 0 || s > 1).isPresent();
    if (outside) {
      f.error("share_max", "'share_max' is " + share.get() + ".", "Write over 0 and at most 1.");
    }
    f.done();
    if (f.keys().isEmpty()) {
      problems.error(
          f.at(),
          ErrorCode.CONFIG_INVALID,
          "'blast_radius' has no limit.",
          "Add count_max or share_max.");
    }
    return outside || (count.isEmpty() && share.isEmpty())
        ? Optional.empty()
        : Optional.of(new BlastRadius(count, share));
  }

  /** Where a passkey is wanted there must be a word that can be given by one. */
  private Proof proof(boolean somebodyIsAsked) {
    boolean passkey =
        fields
            .choice("proof", List.of(Proof.CHAT.word(), Proof.PASSKEY.word()))
            .filter(word -> word.equals(Proof.PASSKEY.word()))
            .isPresent();
    if (passkey && !somebodyIsAsked) {
      fields.error(
          "proof",
          "'proof: passkey' has nothing that could be given by passkey.",
          "Add approval: {of: ROLE, quorum: 1}, confirm: true or phrase: true.");
    }
    return passkey ? Proof.PASSKEY : Proof.CHAT;
  }

  private Optional<Phrase> phrase(YamlNode node) {
    if (node instanceof YamlNode.Flag flag) {
      return flag.value() ? Optional.of(new Phrase(Optional.empty())) : Optional.empty();
    }
    Optional<String> text = fields.text("phrase");
    boolean fits = text.filter(Phrase::canBeTyped).isPresent();
    if (text.isPresent() && !fits) {
      fields.error(
          "phrase",
          "The phrase can't be typed.",
          "Write true, or one line of 1 to " + Phrase.LENGTH_MAX + " characters.");
    }
    return text.filter(t -> fits).map(t -> new Phrase(Optional.of(t)));
  }

  private Optional<BackupFreshness> backup(Fields f) {
    f.requiredNode("max_age");
    Optional<Duration> age = f.duration("max_age", SECOND, MONTH);
    f.requiredNode("from");
    Optional<String> from = f.choice("from", BACKUPS);
    Optional<String> connection = f.text("connection");
    connection
        .filter(name -> environment.filter(e -> e.connection(name).isEmpty()).isPresent())
        .ifPresent(name ->
            f.error(
                "connection",
                "There is no connection '" + name + "' in this environment.",
                Nearest.advice(
                    name, environment.map(e -> e.connections().keySet()).orElseThrow())));
    f.done();
    return age.flatMap(a -> from.map(teller -> new BackupFreshness(a, teller, connection)));
  }
}
