import {
  DiscreteAdjoint,
  InterpolatingAdjoint,
  ODEProblem,
  PIController,
  RK4,
  solve,
  Tsit5,
} from '@diffjs/diffeq';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf';

const decay = (u: Float64Array): Float64Array => u.map((x) => -x);
const problem = new ODEProblem(decay, [1, 2], [0, 1]);
const solveWith = (options: object) => () => solve(problem, Tsit5(), options);
const make =
  (...args: unknown[]) =>
  () =>
    Reflect.construct(ODEProblem, args) as unknown;

/** Everything a user can get wrong: what, how, the code, and words of the message. */
const cases: [what: string, run: () => unknown, code: string, text: RegExp][] = [
  ['NaN rtol', solveWith({ rtol: NaN }), 'DIFF5001', /rtol is NaN/],
  ['negative rtol', solveWith({ rtol: -1e-3 }), 'DIFF5001', /rtol is -0\.001.*finite number ≥ 0/],
  ['negative atol', solveWith({ atol: -1 }), 'DIFF5001', /atol is -1/],
  ['NaN in atol', solveWith({ atol: [1e-6, NaN] }), 'DIFF5001', /atol\[1\] is NaN/],
  [
    'atol of the wrong length',
    solveWith({ atol: [1e-6] }),
    'DIFF5001',
    /array of length 1.*state has length 2/,
  ],
  ['atol as text', solveWith({ atol: '1e-6' }), 'DIFF5001', /atol is "1e-6"/],
  ['both tolerances 0', solveWith({ rtol: 0, atol: 0 }), 'DIFF5001', /both 0/],
  [
    'a derivative that is too short',
    () =>
      solve(
        new ODEProblem(
          function short() {
            return [1];
          },
          [1, 2],
          [0, 1],
        ),
      ),
    'DIFF5002',
    /right-hand side short returned an array of length 1, and u0 has length 2/,
  ],
  [
    'a derivative that is too long',
    () => solve(new ODEProblem(() => [1, 2, 3], [1, 2], [0, 1])),
    'DIFF5002',
    /length 3/,
  ],
  [
    'no derivative',
    () => solve(new ODEProblem((() => undefined) as never, [1], [0, 1])),
    'DIFF5002',
    /undefined.*inPlace: true/,
  ],
  [
    'an array for a number',
    () => solve(new ODEProblem((() => [1]) as never, 1, [0, 1])),
    'DIFF5002',
    /u0 is a number/,
  ],
  [
    'an entry of du left unwritten',
    () =>
      solve(
        new ODEProblem(
          (du: Float64Array, _u: Float64Array, _p: unknown, _t: number) => {
            du[0] = 1;
          },
          [1, 2],
          [0, 1],
        ),
      ),
    'DIFF5002',
    /leaves du\[1\] unwritten/,
  ],
  [
    'no entry of du written',
    () =>
      solve(
        new ODEProblem(
          ((_u: unknown, _p: unknown, _t: unknown, _x: unknown) => [1, 2]) as never,
          [1, 2],
          [0, 1],
        ),
      ),
    'DIFF5002',
    /writes no entry of du.*inPlace: false/,
  ],
  ['tspan with NaN', make(decay, [1], [0, NaN]), 'DIFF5003', /tspan is \[0, NaN\]/],
  ['tspan of one time', make(decay, [1], [1]), 'DIFF5003', /tspan is \[1\]/],
  ['tspan as a number', make(decay, [1], 10), 'DIFF5003', /tspan is 10.*\[t0, t1\]/],
  ['u0 with NaN', make(decay, [1, NaN], [0, 1]), 'DIFF5004', /u0\[1\] is NaN/],
  ['u0 with text', make(decay, [1, ['a']], [0, 1]), 'DIFF5004', /u0\[1\]\[0\] is "a"/],
  ['u0 empty', make(decay, [], [0, 1]), 'DIFF5004', /at least one number/],
  ['u0 missing', make(decay, undefined, [0, 1]), 'DIFF5004', /u0 is undefined/],
  [
    'u0 a number, f in place',
    make((_a: 0, _b: 0, _c: 0, _d: 0) => 0, 1, [0, 1]),
    'DIFF5004',
    /array of one number/,
  ],
  ['an unknown option', solveWith({ rtoll: 1e-6 }), 'DIFF5005', /no option `rtoll`.*mean `rtol`/],
  ['another unknown option', solveWith({ saveAt: 1 }), 'DIFF5005', /mean `saveat`/],
  [
    'an unknown problem option',
    make(decay, [1], [0, 1], null, { inplace: true }),
    'DIFF5005',
    /mean `inPlace`/,
  ],
  ['options that are none', solveWith(1e-6 as never), 'DIFF5005', /options as an object, but got 0\.000001/],
  ['an option far from any', solveWith({ zzzzzzzz: 1 }), 'DIFF5005', /It knows rtol, atol/],
  ['f that is no function', make(3, [1], [0, 1]), 'DIFF5006', /right-hand side is 3/],
  [
    'f of five parameters',
    make((_a: 0, _b: 0, _c: 0, _d: 0, _e: 0) => 0, [1], [0, 1]),
    'DIFF5006',
    /5 parameters/,
  ],
  ['saveat after the span', solveWith({ saveat: [0.5, 1.5] }), 'DIFF5007', /saveat\[1\] is 1\.5.*\[0, 1\]/],
  [
    'saveat out of order',
    solveWith({ saveat: [0.5, 0.2] }),
    'DIFF5007',
    /saveat\[1\] = 0\.2 comes after 0\.5/,
  ],
  ['saveat with NaN', solveWith({ saveat: [NaN] }), 'DIFF5007', /saveat\[0\] is NaN/],
  ['saveat 0', solveWith({ saveat: 0 }), 'DIFF5007', /saveat is 0.*positive spacing/],
  ['saveat as text', solveWith({ saveat: 'all' }), 'DIFF5007', /saveat/],
  ['negative dt', solveWith({ dt: -0.1 }), 'DIFF5008', /dt is -0\.1.*positive/],
  ['dtmax 0', solveWith({ dtmax: 0 }), 'DIFF5008', /dtmax is 0/],
  ['dtmin over dtmax', solveWith({ dtmin: 1, dtmax: 0.1 }), 'DIFF5008', /dtmin is 1/],
  ['maxSteps 0', solveWith({ maxSteps: 0 }), 'DIFF5008', /maxSteps is 0/],
  ['adaptive as text', solveWith({ adaptive: 'no' }), 'DIFF5008', /adaptive is "no"/],
  [
    'a controller that is none',
    solveWith({ controller: PIController }),
    'DIFF5008',
    /controller is the function PIController/,
  ],
  [
    'a sensitivity that is none',
    solveWith({ sensitivity: 'adjoint' }),
    'DIFF5008',
    /sensitivity is "adjoint"/,
  ],
  ['inPlace as a number', make(decay, [1], [0, 1], null, { inPlace: 1 }), 'DIFF5008', /inPlace is 1/],
  ['a negative gamma', () => PIController({ gamma: -1 }), 'DIFF5008', /gamma is -1/],
  ['fixed steps without dt', solveWith({ adaptive: false }), 'DIFF5009', /no dt/],
  ['RK4 adaptively', () => solve(problem, RK4()), 'DIFF5009', /RK4 has no error estimate.*Tsit5\(\)/],
  ['no problem', () => solve({} as never), 'DIFF5013', /new ODEProblem/],
  [
    'an algorithm that was not called',
    () => solve(problem, Tsit5 as never),
    'DIFF5013',
    /Call it: solve\(problem, Tsit5\(\)\)/,
  ],
  [
    'options for an algorithm',
    () => solve(problem, { rtol: 1 } as never),
    'DIFF5013',
    /second argument is a method/,
  ],
  ['negative stage memory', () => DiscreteAdjoint({ stageMemory: -1 }), 'DIFF5008', /stageMemory is -1/],
  ['an unknown adjoint option', () => InterpolatingAdjoint({ tol: 1 } as never), 'DIFF5005', /mean `/],
  ['a NaN adjoint tolerance', () => InterpolatingAdjoint({ rtol: NaN }), 'DIFF5001', /rtol is NaN/],
];

describe('diffeq: bad input', () => {
  for (const [what, run, code, text] of cases) {
    it(`${code}: ${what}`, () => {
      expect(codeOf(run)).to.equal(code);
      expect(run).to.throw(text);
      expect(run).to.throw(`docs/errors/${code}.md`);
    });
  }

  it('accepts what is right', () => {
    expect(
      solveWith({
        rtol: 1e-6,
        atol: [1e-6, 1e-8],
        sensitivity: DiscreteAdjoint(),
        controller: PIController(),
      })().code,
    ).to.equal('Success');
  });
});
