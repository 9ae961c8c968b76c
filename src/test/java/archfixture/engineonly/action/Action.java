package archfixture.engineonly.action;

public interface Action {
  String preview();

  void execute();
}
