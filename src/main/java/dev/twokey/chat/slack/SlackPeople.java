package dev.twokey.chat.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.model.User;
import dev.twokey.chat.Standing;
import dev.twokey.people.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who an account is, as Slack says. The account carries the id of its own team, so that it is the
 * same in each workspace of an organisation and in channels that are shared.
 */
final class SlackPeople {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofHours(12);

  private final SlackApi api;
  private final InstantSource clock;
  private final Cache<String, Known> known;
  private volatile @Nullable Self self;

  /**
   * Somebody.
   *
   * @param account with the team of the account
   * @param standing what the account is
   */
  record Sender(Account account, Standing standing) {}

  /**
   * The app itself.
   *
   * @param team of the workspace
   * @param enterprise of the organisation; empty outside Enterprise Grid
   * @param user of the bot
   */
  record Self(String team, Optional<String> enterprise, String user) {}

  private record Known(Sender sender, Instant at) {}

  SlackPeople(SlackApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();
  }

  /** Returns who the app is; empty while Slack can't be asked. */
  Optional<Self> self() {
    @Nullable Self now = self;
    if (now != null) {
      return Optional.of(now);
    }
    if (api.call(c -> c.authTest(r -> r)) instanceof Answer.Ok<AuthTestResponse>(var test)) {
      Self found =
          new Self(test.getTeamId(), Optional.ofNullable(test.getEnterpriseId()), test.getUserId());
      self = found;
      return Optional.of(found);
    }
    return Optional.empty();
  }

  /**
   * Returns who a user is; empty if Slack does not say and never said. What it said is used for
   * half a day where it can't be asked: a guest does not become a member by an outage.
   */
  Optional<Sender> sender(String user) {
    @Nullable Known before = known.getIfPresent(user);
    if (before != null && before.at().plus(FRESH).isAfter(clock.instant())) {
      return Optional.of(before.sender());
    }
    Optional<Self> app = self();
    if (app.isPresent()
        && api.call(c -> c.usersInfo(r -> r.user(user))) instanceof Answer.Ok(var info)) {
      Sender sender = of(info.getUser(), app.get());
      known.put(user, new Known(sender, clock.instant()));
      return Optional.of(sender);
    }
    return Optional.ofNullable(before).map(Known::sender);
  }

  private static Sender of(User user, Self self) {
    Account account = new Account(SlackChat.NAME, user.getTeamId() + "/" + user.getId());
    return new Sender(account, standing(user, self));
  }

  private static Standing standing(User user, Self self) {
    boolean sameTeam = self.team().equals(user.getTeamId());
    boolean sameOrganisation =
        self.enterprise().isPresent()
            && user.getEnterpriseUser() != null
            && self.enterprise().get().equals(user.getEnterpriseUser().getEnterpriseId());
    if (user.isBot()) {
      return Standing.BOT;
    } else if (user.isStranger() || user.isDeleted() || !(sameTeam || sameOrganisation)) {
      return Standing.EXTERNAL;
    }
    return user.isRestricted() || user.isUltraRestricted() ? Standing.GUEST : Standing.MEMBER;
  }
}
