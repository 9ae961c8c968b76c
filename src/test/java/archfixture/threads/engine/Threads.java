package archfixture.threads.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class Threads {
  Thread virtual() {
    return Thread.startVirtualThread(() -> {});
  }

  Thread built() {
    return Thread.ofVirtual().unstarted(() -> {});
  }

  ExecutorService pool() {
    return Executors.newCachedThreadPool();
  }

  CompletableFuture<String> async() {
    return CompletableFuture.supplyAsync(() -> "x");
  }

  long parallel(List<String> list) {
    return list.parallelStream().count();
  }
}
