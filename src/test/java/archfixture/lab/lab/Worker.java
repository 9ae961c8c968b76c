package archfixture.lab.lab;

import archfixture.lab.engine.Late;
import archfixture.lab.problem.Problem;

record Worker(Problem allowed, Late forbidden) {}
