import { rosenbrockTableau } from './rosenbrockTableau.js';

/**
 * ROS34PW3 4(3): 4 stages, A-stable, with any Jacobian of order 3.
 *
 * Reference: J. Rang & L. Angermann, New Rosenbrock W-methods of order 3 for partial differential algebraic equations of index 1, BIT Numerical Mathematics 45, 2005, pp. 761–787.
 */
export const ros34PW3Tableau = rosenbrockTableau({
  name: 'ROS34PW3',
  order: 4,
  embeddedOrder: 3,
  denseOrder: 2,
  gamma: 1.0685790213016289,
  anyJacobian: true,
  a: [
    [],
    [2.3541034887609085],
    [2.1274518517432335, 0.7018666706430658],
    [1.6573541366907125, 0.37998365119129385, 0.7677537933767512],
  ],
  C: [
    [],
    [-2.20302237067446],
    [-2.750060114993467, -0.8408569631081119],
    [-3.0077871973155896, -0.7070774625618249, -1.1874362749274354],
  ],
  c: [0, 2.5155456020628817, 1.2577728010314408, 0.6288864005157204],
  d: [1.0685790213016289, -1.4469665807612528, -0.7714762485313431, -0.29371172261080924],
  b: [2.5468758076906703, 0.5527809704437551, 0.920521963049926, 0.7201674983256354],
  e: [0.20632710213677674, 0.0026042321416049896, 0.006723394920071124, 0.7201674983256354],
});
