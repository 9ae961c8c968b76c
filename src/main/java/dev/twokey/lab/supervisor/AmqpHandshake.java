package dev.twokey.lab.supervisor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * AMQP 0-9-1 from the protocol header to an open virtual host, written by hand to see each step.
 *
 * <p>A broker that takes the header sends Connection.Start; one that refuses it sends eight bytes
 * which begin with {@code AMQP}, and closes.
 */
final class AmqpHandshake {
  private static final byte[] HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
  private static final int METHOD = 1;
  private static final int FRAME_END = 0xCE;
  private static final int FRAME_MAX = 131_072;
  private static final int FRAMES_MAX = 20;
  private static final int CONNECTION = 10;
  private static final int START = 10;
  private static final int START_OK = 11;
  private static final int TUNE = 30;
  private static final int TUNE_OK = 31;
  private static final int OPEN = 40;
  private static final int OPEN_OK = 41;
  private static final int CLOSE = 50;

  /** How far it came. */
  record Result(
      boolean answered, boolean started, boolean authenticated, String answer, String detail) {
    static Result silent(String detail) {
      return new Result(false, false, false, "", detail);
    }
  }

  private final Socket socket;
  private final String user;
  private final String password;
  private boolean started;
  private boolean authenticated;
  private String answer = "";

  AmqpHandshake(Socket socket, String user, String password) {
    this.socket = socket;
    this.user = user;
    this.password = password;
  }

  Result run(long nanosMax) {
    long end = System.nanoTime() + nanosMax;
    try {
      socket.getOutputStream().write(HEADER);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int i = 0; i < FRAMES_MAX && !authenticated; i++) {
        rest(end);
        int type = in.readUnsignedByte();
        if (type == 'A' && !started) {
          byte[] version = in.readNBytes(7);
          answer = "AMQP " + version[4] + "-" + version[5] + "-" + version[6];
          return result(true, "the broker refuses the protocol header");
        }
        if (step(frame(in, type))) {
          return result(true, "the broker closed the connection");
        }
      }
      return result(true, authenticated ? "logged in" : "too many frames and no login");
    } catch (SocketTimeoutException e) {
      String where = started ? "started, no more answer in " : "accepted, no answer in ";
      return result(started, where + TimeUnit.NANOSECONDS.toSeconds(nanosMax) + " s");
    } catch (EOFException e) {
      return result(started, "closed by the other side");
    } catch (SocketException e) {
      return result(started, "reset by the other side");
    } catch (IOException e) {
      return result(started, String.valueOf(e.getMessage()));
    }
  }

  private Result result(boolean answered, String detail) {
    return new Result(answered, started, authenticated, answer, detail);
  }

  /** What is left of the time is the most that the next read may take. */
  private void rest(long end) throws IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException("time is up");
    }
    socket.setSoTimeout((int) millis);
  }

  private static DataInputStream frame(DataInputStream in, int type) throws IOException {
    in.readUnsignedShort(); // channel 0
    int size = in.readInt();
    if (size < 0 || size > FRAME_MAX || type > 8) {
      throw new IOException("what came is no AMQP frame");
    }
    byte[] payload = in.readNBytes(size);
    if (payload.length < size || in.read() != FRAME_END) {
      throw new EOFException();
    }
    return new DataInputStream(new ByteArrayInputStream(type == METHOD ? payload : new byte[0]));
  }

  /** Answers one method; says whether the broker has closed the connection. */
  private boolean step(DataInputStream payload) throws IOException {
    if (payload.available() < 4) {
      return false; // a heartbeat
    }
    payload.readUnsignedShort(); // class 10, connection
    switch (payload.readUnsignedShort()) {
      case START -> {
        started = true;
        answer =
            "Connection.Start " + payload.readUnsignedByte() + "-" + payload.readUnsignedByte();
        send(START_OK, this::startOk);
      }
      case TUNE -> {
        send(
            TUNE_OK,
            out -> {
              out.writeShort(1);
              out.writeInt(FRAME_MAX);
              out.writeShort(0);
            });
        send(
            OPEN,
            out -> {
              shortText(out, "/");
              out.writeShort(0);
            });
      }
      case OPEN_OK -> {
        authenticated = true;
        send(CLOSE, AmqpHandshake::goodbye);
      }
      case CLOSE -> {
        int code = payload.readUnsignedShort();
        byte[] text = payload.readNBytes(payload.readUnsignedByte());
        answer = code + " " + new String(text, StandardCharsets.UTF_8);
        return true;
      }
      default -> {
        // Nothing else matters before the login.
      }
    }
    return false;
  }

  private interface Arguments {
    void write(DataOutputStream out) throws IOException;
  }

  private void send(int method, Arguments arguments) throws IOException {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(payload);
    out.writeShort(CONNECTION);
    out.writeShort(method);
    arguments.write(out);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream whole = new DataOutputStream(frame);
    whole.writeByte(METHOD);
    whole.writeShort(0);
    whole.writeInt(payload.size());
    payload.writeTo(whole);
    whole.writeByte(FRAME_END);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /** Asks the broker to say why, should it refuse the login. */
  private void startOk(DataOutputStream out) throws IOException {
    ByteArrayOutputStream capabilities = new ByteArrayOutputStream();
    DataOutputStream inner = new DataOutputStream(capabilities);
    shortText(inner, "authentication_failure_close");
    inner.writeByte('t');
    inner.writeByte(1);
    ByteArrayOutputStream properties = new ByteArrayOutputStream();
    DataOutputStream outer = new DataOutputStream(properties);
    shortText(outer, "capabilities");
    outer.writeByte('F');
    longText(outer, capabilities.toByteArray());
    longText(out, properties.toByteArray());
    shortText(out, "PLAIN");
    longText(out, ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    shortText(out, "en_US");
  }

  private static void goodbye(DataOutputStream out) throws IOException {
    out.writeShort(200);
    shortText(out, "handshake probe");
    out.writeInt(0);
  }

  private static void shortText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(bytes.length);
    out.write(bytes);
  }

  private static void longText(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
