package archfixture.rows.chart;

import archfixture.rows.engine.Late;

final class Neighbour {
  int count(Late[] late) {
    return late.length;
  }
}
