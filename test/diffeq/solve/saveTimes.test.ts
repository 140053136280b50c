import { ODEProblem, solve, Tsit5 } from '@diffjs/diffeq';
import { expect } from 'chai';
import { tenths } from '../support/reference';

const spin = (u: Float64Array): number[] => [u[1], -u[0]];
const forwards = new ODEProblem(spin, [0, 1], [0, 10]);
const backwards = new ODEProblem(spin, [0, 1], [10, 0]);

describe('diffeq/solve/saveTimes', () => {
  it('saves every accepted step, both ends included', () => {
    const { t, stats } = solve(forwards);
    expect(t.length).to.equal(stats.accepted + 1);
    expect([t[0], t.at(-1)]).to.deep.equal([0, 10]);
  });

  it('saveStart and saveEnd leave an end out', () => {
    const all = solve(forwards);
    for (const dense of [true, false]) {
      expect(solve(forwards, Tsit5(), { saveStart: false, dense }).t).to.deep.equal(all.t.slice(1));
      expect(solve(forwards, Tsit5(), { saveEnd: false, dense }).t).to.deep.equal(all.t.slice(0, -1));
      expect(solve(forwards, Tsit5(), { dense }).u).to.deep.equal(all.u);
    }
  });

  it('a spacing that divides the span hits its multiples exactly', () => {
    expect(solve(forwards, Tsit5(), { saveat: 0.1 }).t).to.deep.equal(tenths);
    expect(solve(backwards, Tsit5(), { saveat: 0.1 }).t.length).to.equal(101);
    expect(solve(backwards, Tsit5(), { saveat: 2.5 }).t).to.deep.equal([10, 7.5, 5, 2.5, 0]);
  });

  it('another spacing stops before the end, which is saved too', () => {
    expect(solve(forwards, Tsit5(), { saveat: 4 }).t).to.deep.equal([0, 4, 8, 10]);
    expect(solve(forwards, Tsit5(), { saveat: 4, saveEnd: false }).t).to.deep.equal([0, 4, 8]);
    expect(solve(forwards, Tsit5(), { saveat: 4, saveStart: false, saveEnd: false }).t).to.deep.equal([4, 8]);
    expect(solve(backwards, Tsit5(), { saveat: 4 }).t).to.deep.equal([10, 6, 2, 0]);
    expect(solve(forwards, Tsit5(), { saveat: 40 }).t).to.deep.equal([0, 10]);
  });

  it('listed times are saved, and they only', () => {
    const times = [0, 0.3, 0.3, 1 / 3, 9.999, 10];
    const solution = solve(forwards, Tsit5(), { saveat: times, rtol: 1e-10, atol: 1e-10 });
    expect(solution.t).to.deep.equal(times);
    solution.u.forEach((u, i) => expect(u[0]).to.be.closeTo(Math.sin(times[i]), 1e-8));
    expect(solve(forwards, Tsit5(), { saveat: Float64Array.of(1, 2) }).t).to.deep.equal([1, 2]);
    expect(solve(forwards, Tsit5(), { saveat: [] }).t).to.deep.equal([]);
    expect(solve(forwards, Tsit5(), { saveat: [5], saveStart: true, saveEnd: true }).t).to.deep.equal([
      0, 5, 10,
    ]);
  });

  it('saved states are those of the dense output, to the bit', () => {
    const saved = solve(forwards, Tsit5(), { saveat: 0.37, dense: true });
    saved.t.forEach((t, i) => expect([...saved.u[i]]).to.deep.equal([...saved(t)]));
  });

  it('saving does not change the steps', () => {
    const plain = solve(forwards);
    expect(solve(forwards, Tsit5(), { saveat: 0.01 }).stats).to.deep.equal(plain.stats);
    expect(solve(forwards, Tsit5(), { saveat: [10] }).u[0]).to.deep.equal(plain.u.at(-1));
  });
});
