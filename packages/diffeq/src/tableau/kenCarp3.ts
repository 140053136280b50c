import { dirkTableau } from './dirkTableau.js';

const gamma = 1767732205903 / 4055673282236;

/**
 * Kennedy and Carpenter’s ARK3(2)4L[2]SA: an L-stable, stiffly accurate ESDIRK method of 4 stages and the explicit method that
 * goes with it.
 *
 * Reference: C. A. Kennedy & M. H. Carpenter, Additive Runge–Kutta schemes for convection–diffusion–reaction equations, Applied
 * Numerical Mathematics 44, 2003, pp. 139–181, Appendix C.
 */
export const kenCarp3Tableau = dirkTableau({
  name: 'KenCarp3',
  order: 3,
  embeddedOrder: 2,
  gamma,
  c: [0, 2 * gamma, 3 / 5, 1],
  a: [
    [],
    [gamma],
    [2746238789719 / 10658868560708, -640167445237 / 6845629431997],
    [1471266399579 / 7840856788654, -4482444167858 / 7529755066697, 11266239266428 / 11593286722821],
  ],
  explicitFirst: true,
  bHat: [
    2756255671327 / 12835298489170,
    -10771552573575 / 22201958757719,
    9247589265047 / 10645013368117,
    2193209047091 / 5459859503100,
  ],
  explicit: [
    [],
    [1767732205903 / 2027836641118],
    [5535828885825 / 10492691773637, 788022342437 / 10882634858940],
    [6485989280629 / 16251701735622, -4246266847089 / 9704473918619, 10755448449292 / 10357097424841],
  ],
  smooth: true,
});
