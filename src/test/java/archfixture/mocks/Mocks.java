package archfixture.mocks;

import java.util.List;
import org.mockito.Mock;
import org.mockito.Mockito;

final class Mocks {
  interface Ours {
    String name();
  }

  @Mock Ours field;

  Ours byClass() {
    return Mockito.mock(Ours.class);
  }

  Ours byGuess() {
    return Mockito.mock();
  }

  Ours bySpy(Ours ours) {
    return Mockito.spy(ours);
  }

  List<?> othersAreAllowed() {
    return Mockito.mock(List.class);
  }
}
