import { prepareVjp, zeroShadow } from '@diffjs/runtime';
import { expect } from 'chai';
import { loadProgram } from '../../../support/fuzz/loadProgram.js';

interface Weights {
  w: number[];
}

const { f, replace } = loadProgram<Record<'f' | 'replace', (o: Weights, x: number) => number>>(`
  const table = [1];
  /* @differentiable */
  export function f(o, x) { const w = o.w; table[0] = x; o.w = [0, 0]; o.w = w; return w[0] * w[1] * table[0]; }
  /* @differentiable */
  export function replace(o, x) { const y = o.w[0] * x; o.w = [x, x]; return y + o.w[1]; }
`);

describe('shadows that are used again', () => {
  it('hold the references that they held, though the function stored some and put them back', () => {
    const o: Weights = { w: [2, 3] };
    const o$ = zeroShadow(o) as Weights;
    const prepared = prepareVjp(f);
    for (let run = 1; run <= 3; run++) {
      expect(prepared.forward([o, 5], [o$, undefined])).to.equal(30);
      prepared.reverse(1);
      expect(o$).to.deep.equal({ w: [15 * run, 10 * run] });
      expect(prepared.numberCotangent(1)).to.equal(6);
    }
  });

  it('give nothing to what a function put in the place of an object', () => {
    const o: Weights = { w: [2, 3] };
    const o$ = zeroShadow(o) as Weights;
    const w$ = o$.w;
    const prepared = prepareVjp(replace);
    prepared.forward([o, 5], [o$, undefined]);
    prepared.reverse(1);
    expect(w$).to.deep.equal([5, 0]);
    prepared.forward([o, 5], [o$, undefined]);
    prepared.reverse(1);
    expect(w$).to.deep.equal([5, 0]);
    expect(prepared.numberCotangent(1)).to.equal(5 + 1);
  });
});
