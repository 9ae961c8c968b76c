package archfixture.engineonly.probe;

public interface Probe {
  String read();
}
