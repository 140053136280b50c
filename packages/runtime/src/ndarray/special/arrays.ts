import { unary } from '../../kernels/dispatch.js';
import { type Dtype, floatDtype, promote } from '../dtype.js';
import { elementwise1, elementwise2, type RowBinary, type RowUnary } from '../elementwise.js';
import * as besselI from './besselI.js';
import * as besselJ from './besselJ.js';
import * as besselK from './besselK.js';
import * as besselOrders from './besselOrders.js';
import * as besselY from './besselY.js';
import * as betas from './beta.js';
import * as digammas from './digamma.js';
import * as entropy from './entropy.js';
import * as erfs from './erf.js';
import * as erfinvs from './erfinv.js';
import * as gammas from './gamma.js';
import { gammaDensity as density } from './gammaDensity.js';
import * as incompleteGamma from './incompleteGamma.js';
import * as lgammas from './lgamma.js';
import * as logistic from './logistic.js';
import * as polygammas from './polygamma.js';
import * as sincs from './sinc.js';
import { sphericalJn as sphericalBessel } from './sphericalBessel.js';

/*
 * Special functions of arrays, element by element; computed in float64 also for float32.
 */

function rowOf(f: (x: number) => number): RowUnary {
  return (n, x, p, ps, y, q, qs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs) y[q] = f(x[p]);
  };
}

function rowOfTwo(f: (x: number, y: number) => number): RowBinary {
  return (n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = f(x[p], y[q]);
  };
}

const float = (a: Dtype, b: Dtype): Dtype => floatDtype(promote(a, b));

export const erf = /* @__PURE__ */ elementwise1('erf', /* @__PURE__ */ rowOf(erfs.erf));
export const erfc = /* @__PURE__ */ elementwise1('erfc', /* @__PURE__ */ rowOf(erfs.erfc));
export const erfinv = /* @__PURE__ */ elementwise1('erfinv', /* @__PURE__ */ rowOf(erfinvs.erfinv));
export const erfcinv = /* @__PURE__ */ elementwise1('erfcinv', /* @__PURE__ */ rowOf(erfinvs.erfcinv));
export const gamma = /* @__PURE__ */ elementwise1('gamma', /* @__PURE__ */ rowOf(gammas.gamma));
export const lgamma = /* @__PURE__ */ elementwise1('lgamma', /* @__PURE__ */ rowOf(lgammas.lgamma));
export const digamma = /* @__PURE__ */ elementwise1('digamma', /* @__PURE__ */ rowOf(digammas.digamma));
export const j0 = /* @__PURE__ */ elementwise1('j0', /* @__PURE__ */ rowOf(besselJ.j0));
export const j1 = /* @__PURE__ */ elementwise1('j1', /* @__PURE__ */ rowOf(besselJ.j1));
export const y0 = /* @__PURE__ */ elementwise1('y0', /* @__PURE__ */ rowOf(besselY.y0));
export const y1 = /* @__PURE__ */ elementwise1('y1', /* @__PURE__ */ rowOf(besselY.y1));
export const i0 = /* @__PURE__ */ elementwise1('i0', /* @__PURE__ */ rowOf(besselI.i0));
export const i1 = /* @__PURE__ */ elementwise1('i1', /* @__PURE__ */ rowOf(besselI.i1));
export const i0e = /* @__PURE__ */ elementwise1('i0e', /* @__PURE__ */ rowOf(besselI.i0e));
export const i1e = /* @__PURE__ */ elementwise1('i1e', /* @__PURE__ */ rowOf(besselI.i1e));
export const k0 = /* @__PURE__ */ elementwise1('k0', /* @__PURE__ */ rowOf(besselK.k0));
export const k1 = /* @__PURE__ */ elementwise1('k1', /* @__PURE__ */ rowOf(besselK.k1));
export const k0e = /* @__PURE__ */ elementwise1('k0e', /* @__PURE__ */ rowOf(besselK.k0e));
export const k1e = /* @__PURE__ */ elementwise1('k1e', /* @__PURE__ */ rowOf(besselK.k1e));
export const expit = /* @__PURE__ */ elementwise1('sigmoid', (n, x, p, ps, y, q, qs) => {
  unary('sigmoid', n, x, p, ps, y, q, qs);
});
export const logit = /* @__PURE__ */ elementwise1('logit', /* @__PURE__ */ rowOf(logistic.logit));
export const logExpit = /* @__PURE__ */ elementwise1('logExpit', /* @__PURE__ */ rowOf(logistic.logExpit));
export const entr = /* @__PURE__ */ elementwise1('entr', /* @__PURE__ */ rowOf(entropy.entr));
export const sinc = /* @__PURE__ */ elementwise1('sinc', /* @__PURE__ */ rowOf(sincs.sinc));
export const gaussian = /* @__PURE__ */ elementwise1('gaussian', /* @__PURE__ */ rowOf(erfs.gaussian));
export const polygamma = /* @__PURE__ */ elementwise2(
  'polygamma',
  /* @__PURE__ */ rowOfTwo(polygammas.polygamma),
  float,
);
export const beta = /* @__PURE__ */ elementwise2('beta', /* @__PURE__ */ rowOfTwo(betas.beta), float);
export const betaln = /* @__PURE__ */ elementwise2('betaln', /* @__PURE__ */ rowOfTwo(betas.betaln), float);
export const jn = /* @__PURE__ */ elementwise2('jn', /* @__PURE__ */ rowOfTwo(besselOrders.jn), float);
export const yn = /* @__PURE__ */ elementwise2('yn', /* @__PURE__ */ rowOfTwo(besselOrders.yn), float);
export const iv = /* @__PURE__ */ elementwise2('iv', /* @__PURE__ */ rowOfTwo(besselOrders.iv), float);
export const ive = /* @__PURE__ */ elementwise2('ive', /* @__PURE__ */ rowOfTwo(besselOrders.ive), float);
export const kn = /* @__PURE__ */ elementwise2('kn', /* @__PURE__ */ rowOfTwo(besselOrders.kn), float);
export const kne = /* @__PURE__ */ elementwise2('kne', /* @__PURE__ */ rowOfTwo(besselOrders.kne), float);
export const sphericalJn = /* @__PURE__ */ elementwise2(
  'sphericalJn',
  /* @__PURE__ */ rowOfTwo(sphericalBessel),
  float,
);
export const xlogy = /* @__PURE__ */ elementwise2('xlogy', /* @__PURE__ */ rowOfTwo(entropy.xlogy), float);
export const xlog1py = /* @__PURE__ */ elementwise2(
  'xlog1py',
  /* @__PURE__ */ rowOfTwo(entropy.xlog1py),
  float,
);
export const relEntr = /* @__PURE__ */ elementwise2(
  'relEntr',
  /* @__PURE__ */ rowOfTwo(entropy.relEntr),
  float,
);
export const gammainc = /* @__PURE__ */ elementwise2(
  'gammainc',
  /* @__PURE__ */ rowOfTwo(incompleteGamma.gammainc),
  float,
);
export const gammaincc = /* @__PURE__ */ elementwise2(
  'gammaincc',
  /* @__PURE__ */ rowOfTwo(incompleteGamma.gammaincc),
  float,
);
export const gammaDensity = /* @__PURE__ */ elementwise2(
  'gammaDensity',
  /* @__PURE__ */ rowOfTwo(density),
  float,
);

/** The order below, 0 for 0. */
export const ordersBelow = /* @__PURE__ */ elementwise1(
  'orderBelow',
  /* @__PURE__ */ rowOf((n) => Math.max(n - 1, 0)),
);
