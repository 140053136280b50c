import { butcherTableau } from './butcherTableau.js';

/**
 * Owren and Zennaro's continuous 4(3) method: 6 stages, FSAL, dense output of order 4 without a further stage.
 *
 * Reference: B. Owren & M. Zennaro, SIAM Journal on Scientific and Statistical Computing 13(6), 1992, pp. 1488–1501.
 */
export const owrenZen4Tableau = butcherTableau({
  name: 'OwrenZen4',
  order: 4,
  embeddedOrder: 3,
  c: '0 1/6 11/37 11/17 13/15 1',
  a: [
    '',
    '1/6',
    '44/1369 363/1369',
    '3388/4913 -8349/4913 8140/4913',
    '-36764/408375 767/1125 -32708/136125 210392/408375',
    '1697/18876 0 50653/116160 299693/1626240 3375/11648',
  ],
  b: '1697/18876 0 50653/116160 299693/1626240 3375/11648 0',
  bHat: '101/363 0 -1369/14520 11849/14520 0 0',
  dense: {
    order: 4,
    b: [
      '1 -104217/37466 1806901/618189 -866577/824252',
      '0',
      '0 861101/230560 -2178079/380424 12308679/5072320',
      '0 -63869/293440 6244423/5325936 -7816583/10144640',
      '0 -1522125/762944 982125/190736 -624375/217984',
      '0 165/131 -461/131 296/131',
    ],
  },
});
