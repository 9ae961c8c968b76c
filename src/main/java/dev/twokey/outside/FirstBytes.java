package dev.twokey.outside;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps the first bytes of a body and hangs up when more come. */
final class FirstBytes implements BodySubscriber<FirstBytes.Kept> {
  /** What was kept, read as UTF-8. */
  record Kept(String text, boolean truncated) {}

  private final int most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<Kept> whole = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  FirstBytes(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<Kept> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      byte[] bytes = new byte[Math.min(part.remaining(), most - kept.size())];
      boolean more = part.remaining() > bytes.length;
      part.get(bytes);
      kept.writeBytes(bytes);
      if (more) {
        end(true);
        return;
      }
    }
  }

  @Override
  public void onError(Throwable why) {
    whole.completeExceptionally(why);
  }

  @Override
  public void onComplete() {
    end(false);
  }

  private void end(boolean truncated) {
    if (truncated && subscription != null) {
      subscription.cancel();
    }
    whole.complete(new Kept(kept.toString(StandardCharsets.UTF_8), truncated));
  }
}
