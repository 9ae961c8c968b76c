package dev.twokey.lab.system;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.twokey.lab.text.LabLog;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Consumes one queue, takes a short time over each message, and comes back after every loss. */
public final class Worker {
  private static final int LOG_EVERY = 50;
  private static final int ABORT_MILLIS_MAX = 500;

  private final BrokerLink link;
  private final String queue;
  private final int workMillis;
  private final int prefetch;
  private long done;

  private Worker(Settings settings) {
    this.link = new BrokerLink(settings);
    this.queue = settings.text("WORKER_QUEUE");
    this.workMillis = settings.number("WORKER_MILLIS", 20);
    this.prefetch = settings.number("WORKER_PREFETCH", 10);
  }

  /** Runs until the process is stopped. */
  public static void run() throws InterruptedException {
    new Worker(Settings.ofProcess()).consumeForEver();
  }

  private void consumeForEver() throws InterruptedException {
    BackOff backOff = new BackOff(200, 2_000);
    while (!Thread.currentThread().isInterrupted()) { // ends: with the process
      try {
        Connection connection = link.open();
        try {
          CountDownLatch lost = new CountDownLatch(1);
          connection.addShutdownListener(_ -> lost.countDown());
          consume(connection.createChannel());
          LabLog.info("consuming", "queue", queue);
          backOff.reset();
          lost.await();
          LabLog.warn("the connection is lost", "queue", queue);
        } finally {
          connection.abort(ABORT_MILLIS_MAX);
        }
      } catch (IOException | TimeoutException | ShutdownSignalException e) {
        LabLog.warn("no connection to the broker", "queue", queue, "error", e.toString());
      }
      backOff.await();
    }
  }

  private void consume(Channel channel) throws IOException {
    channel.queueDeclare(queue, true, false, false, null);
    channel.basicQos(prefetch);
    channel.basicConsume(
        queue,
        false,
        new DefaultConsumer(channel) {
          @Override
          public void handleDelivery(
              String tag, Envelope envelope, BasicProperties properties, byte[] body)
              throws IOException {
            work();
            getChannel().basicAck(envelope.getDeliveryTag(), false);
          }

          @Override
          public void handleCancel(String tag) throws IOException {
            LabLog.warn("the broker took the consumer away", "queue", queue);
            getChannel().getConnection().abort();
          }
        });
  }

  private void work() {
    try {
      TimeUnit.MILLISECONDS.sleep(workMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    done++;
    if (done % LOG_EVERY == 1) {
      LabLog.info("working", "queue", queue, "done", done);
    }
  }
}
