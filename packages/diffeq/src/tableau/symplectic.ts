import { symmetricComposition, symplecticTableau } from './symplecticTableau.js';

/** The symplectic Euler method: a kick, then a drift.  Reference: R. de Vogelaere, Report 4, University of Notre Dame, 1956. */
export const symplecticEulerTableau = symplecticTableau({
  name: 'SymplecticEuler',
  order: 1,
  a: [1],
  b: [1],
});

const verlet = { order: 2, a: [1, 0], b: [1 / 2, 1 / 2] };

/** Half a kick, a drift, half a kick.  Reference: L. Verlet, Physical Review 159, 1967, pp. 98–103. */
export const velocityVerletTableau = symplecticTableau({ name: 'VelocityVerlet', ...verlet });

/** The same.  Reference: J. J. Monaghan, Reports on Progress in Physics 68, 2005, §6. */
export const verletLeapfrogTableau = symplecticTableau({ name: 'VerletLeapfrog', ...verlet });

/** The same. */
export const pseudoVerletLeapfrogTableau = symplecticTableau({ name: 'PseudoVerletLeapfrog', ...verlet });

/** Half a drift, a kick, half a drift.  Reference: J. J. Monaghan, Reports on Progress in Physics 68, 2005, §6. */
export const leapfrogDriftKickDriftTableau = symplecticTableau({
  name: 'LeapfrogDriftKickDrift',
  order: 2,
  a: [1 / 2, 1 / 2],
  b: [0, 1],
});

const root2 = Math.SQRT2;

/**
 * McLachlan & Atela's optimal method of order 2.
 *
 * Reference: R. I. McLachlan & P. Atela, The accuracy of symplectic integrators, Nonlinearity 5, 1992, pp. 541–562, §3.
 */
export const mcAte2Tableau = symplecticTableau({
  name: 'McAte2',
  order: 2,
  a: [root2 / 2, 1 - root2 / 2],
  b: [1 - root2 / 2, root2 / 2],
});

/** Ruth's method of order 3.  Reference: R. D. Ruth, IEEE Transactions on Nuclear Science 30, 1983, pp. 2669–2671. */
export const ruth3Tableau = symplecticTableau({
  name: 'Ruth3',
  order: 3,
  a: [2 / 3, -2 / 3, 1],
  b: [7 / 24, 3 / 4, -1 / 24],
});

const z1 = 0.9196615230173999;
const z2 = 0.25 / z1 - z1 / 2;
const z = [z1, z2, 1 - z1 - z2];

/** McLachlan & Atela's optimal method of order 3.  Reference: as for `mcAte2Tableau`. */
export const mcAte3Tableau = symplecticTableau({ name: 'McAte3', order: 3, a: z, b: [z[2], z[1], z[0]] });

const root = Math.cbrt(2);

/**
 * Candy & Rozmus' method of order 4, also that of Forest & Ruth.
 *
 * Reference: J. Candy & W. Rozmus, Journal of Computational Physics 92, 1991, pp. 230–256.
 */
export const candyRoz4Tableau = symplecticTableau({
  name: 'CandyRoz4',
  order: 4,
  a: [
    (2 + root + 1 / root) / 6,
    (1 - root - 1 / root) / 6,
    (1 - root - 1 / root) / 6,
    (2 + root + 1 / root) / 6,
  ],
  b: [0, 1 / (2 - root), 1 / (1 - root * root), 1 / (2 - root)],
});

/** McLachlan & Atela's optimal method of order 4 for quadratic kinetic energies.  Reference: as for `mcAte2Tableau`. */
export const mcAte4Tableau = symplecticTableau({
  name: 'McAte4',
  order: 4,
  a: [0.515352837431122936, -0.085782019412973646, 0.441583023616466524, 0.128846158365384185],
  b: [0.134496199277431089, -0.224819803079420806, 0.756320000515668291, 0.334003603286321425],
  secondOrder: true,
});

/**
 * Calvo & Sanz-Serna's optimal method of order 4, for quadratic kinetic energies (of order 3 for others).
 *
 * Reference: J. M. Sanz-Serna & M. P. Calvo, International Journal of Modern Physics C 4, 1993, pp. 385–392.
 */
export const calvoSanz4Tableau = symplecticTableau({
  name: 'CalvoSanz4',
  order: 4,
  a: [0.20517766154229, 0.40302128160421, -0.12092087633891, 0.51272193319241, 0],
  b: [0.061758858135626, 0.33897802655364, 0.61479130717558, -0.14054801465937, 0.12501982279453],
  secondOrder: true,
});

const [a1, a2, b1, b2] = [0.40518861839525227722, -0.287144040816524089, -3 / 73, 17 / 59];

/**
 * McLachlan's symmetric method of order 4: six drifts with five kicks between.
 *
 * Reference: R. I. McLachlan, SIAM Journal on Scientific Computing 16, 1995, pp. 151–168.
 */
export const mcAte42Tableau = symplecticTableau({
  name: 'McAte42',
  order: 4,
  a: [a1, a2, 1 / 2 - a1 - a2, 1 / 2 - a1 - a2, a2, a1],
  b: [0, b1, b2, 1 - 2 * b1 - 2 * b2, b2, b1],
});

/** McLachlan & Atela's method of order 5 for quadratic kinetic energies.  Reference: as for `mcAte2Tableau`. */
export const mcAte5Tableau = symplecticTableau({
  name: 'McAte5',
  order: 5,
  a: [
    0.33983962583911, -0.088601336903027329, 0.5858564768259621188, -0.603039356536491888,
    0.3235807965546976394, 0.4423637942197494587,
  ],
  b: [
    0.1193900292875672758, 0.6989273703824752308, -0.1713123582716007754, 0.401269502251353448,
    0.010705081848235984, -0.0589796254980311632,
  ],
  secondOrder: true,
});

/** Yoshida's solution A of order 6.  Reference: H. Yoshida, Physics Letters A 150, 1990, pp. 262–268, Table 1. */
export const yoshida6Tableau = symmetricComposition(
  'Yoshida6',
  6,
  [
    0.78451361047755726381949763, 0.23557321335935813368479318, -1.17767998417887100694641568,
    1.31518632068391121888424973,
  ],
);

/**
 * Kahan & Li's optimal composition of order 6.
 *
 * Reference: W. Kahan & R.-C. Li, Mathematics of Computation 66, 1997, pp. 1089–1099.
 */
export const kahanLi6Tableau = symmetricComposition(
  'KahanLi6',
  6,
  [
    0.39216144400731413927925056, 0.33259913678935943859974864, -0.70624617255763935980996482,
    0.08221359629355080023149045, 0.79854399093482996339895035,
  ],
);

/**
 * McLachlan's composition of order 8.
 *
 * Reference: R. I. McLachlan, SIAM Journal on Scientific Computing 16, 1995, pp. 151–168.
 */
export const mcAte8Tableau = symmetricComposition(
  'McAte8',
  8,
  [
    0.7416703643506129534482278, -0.4091008258000315939973001, 0.19075471029623837995387626,
    -0.57386247111608226665638773, 0.29906418130365592384446354, 0.33462491824529818378495798,
    0.31529309239676659663205666, -0.79688793935291635401978884,
  ],
);

/** Kahan & Li's optimal composition of order 8.  Reference: as for `kahanLi6Tableau`. */
export const kahanLi8Tableau = symmetricComposition(
  'KahanLi8',
  8,
  [
    0.13020248308889008087881763, 0.56116298177510838456196441, -0.3894749626448472864080786,
    0.15884190655515560089621075, -0.39590389413323757733623154, 0.18453964097831570709183254,
    0.25837438768632204729397911, 0.29501172360931029887096624, -0.60550853383003451169892108,
  ],
);

/**
 * Sofroniou & Spaletta's composition of order 10.
 *
 * Reference: M. Sofroniou & G. Spaletta, Optimization Methods and Software 20, 2005, pp. 597–613.
 */
export const sofSpa10Tableau = symmetricComposition(
  'SofSpa10',
  10,
  [
    0.07879572252168641926390768, 0.31309610341510852776481247, 0.02791838323507806610952027,
    -0.2295928415939070941512134, 0.13096206107716486317465686, -0.26973340565451071434460973,
    0.07497334315589143566613711, 0.11199342399981020488957508, 0.36613344954622675119314812,
    -0.39910563013603589787862981, 0.10308739852747107731580277, 0.41143087395589023782070412,
    -0.00486636058313526176219566, -0.39203335370863990644808194, 0.0519425029624496470371829,
    0.05066509075992449633587434, 0.0496743706397298790545688, 0.04931773575959453791768001,
  ],
);
