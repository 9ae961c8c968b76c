package archfixture.io.plan;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;

record Files(URI allowed) {
  String readsAFile(Path path) throws IOException {
    return java.nio.file.Files.readString(path);
  }

  boolean holdsASocket(Socket socket) {
    return socket.isClosed();
  }

  int asksTheDatabase(java.sql.Connection connection) throws java.sql.SQLException {
    return connection.getHoldability();
  }
}
