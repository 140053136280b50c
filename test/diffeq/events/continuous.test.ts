import { expect } from 'chai';
import type { Integrator, SolveOptions } from '@diffjs/diffeq';
import { ContinuousCallback, ODEProblem, Tsit5, VectorContinuousCallback, solve } from '@diffjs/diffeq';
import reference from '../reference/events.json';

const { bouncing_ball: ball } = reference;
const tight: SolveOptions = { rtol: 1e-11, atol: 1e-11 };

function fall(du: Float64Array, u: Float64Array, p: readonly number[], _t: number): void {
  du[0] = u[1]!;
  du[1] = -p[0]!;
}

const bounce = (options = {}) =>
  ContinuousCallback(
    (u: Float64Array) => u[0]!,
    (integrator) => {
      integrator.u[1] *= -integrator.p[1];
    },
    { direction: 'down', ...options },
  );

/** Times that are saved twice: before and after an event. */
const doubled = (t: readonly number[]): number[] => t.filter((time, i) => time === t[i + 1]);

describe('diffeq/events: continuous', () => {
  it('finds the bounces of a ball to rounding', () => {
    const problem = new ODEProblem(fall, ball.u0, ball.tspan as [number, number], ball.p);
    const sol = solve(problem, Tsit5(), { ...tight, callback: bounce() });
    expect(sol.code).to.equal('Success');
    doubled(sol.t).forEach((t, i) => expect(t).to.be.closeTo(ball.event_times[i]!, 1e-12));
    expect(doubled(sol.t)).to.have.length(ball.event_times.length);
    ball.u_end.forEach((x, j) => expect(sol.u.at(-1)![j]).to.be.closeTo(x, 1e-10));
    const [first] = ball.event_times;
    expect(sol(first! - 1e-9)[1]).to.be.closeTo(-ball.p[0]! * first!, 1e-6);
    expect(sol(first! + 1e-9)[1]).to.be.closeTo(ball.p[0]! * first! * ball.p[1]!, 1e-6);
  });

  it('finds them backwards in time', () => {
    const back = new ODEProblem((u: number) => -u, 1, [0, -3]);
    const sol = solve(back, Tsit5(), {
      ...tight,
      callback: ContinuousCallback(
        (u) => u - 5,
        (i) => i.terminate(),
      ),
    });
    expect(sol.code).to.equal('Terminated');
    expect(sol.t.at(-1)).to.be.closeTo(-Math.log(5), 1e-10);
  });

  const long = new ODEProblem(fall, [50, 0], [0, 100], [9.8, 0.8]);
  const rest = (50 * 2) / 9.8;
  const restTime = Math.sqrt(rest) * (1 + (2 * 0.8) / (1 - 0.8));

  it('stops where bounces pile up, and says so', () => {
    const sol = solve(long, Tsit5(), { callback: bounce() });
    expect(sol.code).to.equal('EventAccumulation');
    expect(sol.message).to.match(/ever faster.*accumulation/);
    expect(sol.t.at(-1)).to.be.closeTo(restTime, 1e-5);
    expect(Math.min(...sol.u.map((u) => u[0]!))).to.be.greaterThan(-1e-12);
  });

  for (const [name, accumulation] of [
    ['held', 'hold'],
    [
      'put to rest',
      (integrator: Integrator): void => {
        integrator.u.fill(0);
        integrator.p = [0, 0];
      },
    ],
  ] as const) {
    it(`a ball that is ${name} does not fall through the floor`, () => {
      const sol = solve(long, Tsit5(), { callback: bounce({ accumulation }) });
      expect(sol.code).to.equal('Success');
      expect(sol.t.at(-1)).to.equal(100);
      expect(Math.min(...sol.u.map((u) => u[0]!))).to.be.greaterThan(-1e-12);
      for (const t of [30, 60, 99.9]) expect(Math.abs(sol(t)[0]!)).to.be.lessThan(1e-9);
    });
  }

  it('says which of several conditions piles up', () => {
    const pulls = [9.8, 9.8];
    const balls = new ODEProblem(
      (u: Float64Array, g: number[]) => [u[1]!, -g[0]!, u[3]!, -g[1]!],
      [1, 0, 2, 0],
      [0, 20],
      pulls,
    );
    const rested: [number, number][] = [];
    const floor = VectorContinuousCallback(
      (out, u) => {
        out[0] = u[0];
        out[1] = u[2];
      },
      (integrator, i) => {
        integrator.u[2 * i + 1] *= i === 0 ? -0.5 : -0.8;
      },
      2,
      {
        direction: 'down',
        accumulation(integrator, i) {
          rested.push([i, integrator.t]);
          integrator.u.fill(0, 2 * i, 2 * i + 2);
          pulls[i] = 0;
        },
      },
    );
    const sol = solve(balls, Tsit5(), { ...tight, callback: floor });
    expect(sol.code).to.equal('Success');
    expect(rested.map(([i]) => i)).to.deep.equal([0, 1]);
    expect(rested[0]![1]).to.be.closeTo(Math.sqrt(2 / 9.8) * (1.5 / 0.5), 1e-5);
    expect(rested[1]![1]).to.be.closeTo(Math.sqrt(4 / 9.8) * (1.8 / 0.2), 1e-5);
    expect(Array.from(sol.u.at(-1)!)).to.deep.equal([0, 0, 0, 0]);
  });

  it('tells directions apart', () => {
    const circle = new ODEProblem((u: Float64Array) => [u[1]!, -u[0]!], [0, 1], [0, 2 * Math.PI + 1]);
    const passages = (direction: 'up' | 'down' | 'both'): number[] => {
      const times: number[] = [];
      const note = ContinuousCallback(
        (u) => u[0]!,
        (i) => times.push(i.t),
        { direction },
      );
      solve(circle, Tsit5(), { ...tight, callback: note });
      return times.map((t) => t / Math.PI);
    };
    const near = (times: number[], wanted: number[]): void => {
      expect(times).to.have.length(wanted.length);
      times.forEach((t, i) => expect(t).to.be.closeTo(wanted[i]!, 1e-9));
    };
    near(passages('both'), [1, 2]);
    near(passages('down'), [1]);
    near(passages('up'), [2]);
  });

  it('calls affectNeg downwards', () => {
    const calls: string[] = [];
    const both = ContinuousCallback(
      (u) => u[0]!,
      () => calls.push('up'),
      { affectNeg: () => calls.push('down') },
    );
    solve(new ODEProblem((u: Float64Array) => [u[1]!, -u[0]!], [0, 1], [0, 7]), Tsit5(), { callback: both });
    expect(calls).to.deep.equal(['down', 'up']);
  });

  it('finds several events of one step in their order, and those of one time together', () => {
    const order: string[] = [];
    const problem = new ODEProblem(() => [1, 2, 1], [0, 0, 0], [0, 3]);
    const events = VectorContinuousCallback(
      (out, u) => {
        out[0] = u[0] - 1;
        out[1] = u[1] - 4.2;
        out[2] = u[1] - 2;
        out[3] = 0.25 - u[2];
      },
      (integrator, index, upwards) => order.push(`${index}${upwards ? '+' : '-'} ${integrator.t.toFixed(6)}`),
      4,
    );
    solve(problem, Tsit5(), { dt: 3, callback: events });
    expect(order).to.deep.equal(['3- 0.250000', '0+ 1.000000', '2+ 1.000000', '1+ 2.100000']);
  });

  it('finds two passages between the ends of one step', () => {
    const times: number[] = [];
    const problem = new ODEProblem(
      (_u: number, _p: unknown, t: number) => 2 * (t - 0.5),
      0.25 - 0.01,
      [0, 1],
    );
    solve(problem, Tsit5(), {
      dt: 1,
      callback: ContinuousCallback(
        (u) => u,
        (i) => times.push(i.t),
      ),
    });
    expect(times).to.have.length(2);
    [0.4, 0.6].forEach((t, i) => expect(times[i]).to.be.closeTo(t, 1e-9));
  });

  it('an event that nothing is done about goes by once', () => {
    let count = 0;
    const problem = new ODEProblem(() => 1, 0, [0, 1e3]);
    const sol = solve(problem, Tsit5(), {
      callback: ContinuousCallback(
        (u) => (u - 500) ** 3,
        () => count++,
      ),
    });
    expect(count).to.equal(1);
    expect(sol.u.at(-1)).to.be.closeTo(1000, 1e-9);
  });

  it('lets the state grow in length, and reads the parts', () => {
    const cells = new ODEProblem(
      (du: Float64Array, u: Float64Array) => {
        for (let i = 0; i < u.length; i++) du[i] = u[i]!;
      },
      [0.5],
      [0, 2],
      undefined,
      { inPlace: true },
    );
    const divide = ContinuousCallback(
      (u: Float64Array) => Math.max(...u) - 1,
      (integrator) => {
        const u = Array.from(integrator.u as Float64Array);
        u[u.indexOf(Math.max(...u))] = 0.4;
        integrator.u = [...u, 0.6];
      },
    );
    const sol = solve(cells, Tsit5(), { ...tight, callback: divide });
    const total = sol.u.at(-1)!.reduce((sum, x) => sum + x, 0);
    expect(sol.code).to.equal('Success');
    expect(total).to.be.closeTo(0.5 * Math.exp(2), 1e-8);
    expect(sol(0.1)).to.have.length(1);
    expect(sol(1.9).length).to.be.greaterThan(1);
    expect(sol(1.9).reduce((sum, x) => sum + x, 0)).to.be.closeTo(0.5 * Math.exp(1.9), 1e-7);
  });

  it('ends with a code where a condition is not finite', () => {
    const bad = ContinuousCallback((u) => (u > 2 ? NaN : 1), null);
    const sol = solve(new ODEProblem((u: number) => u, 1, [0, 5]), Tsit5(), { callback: bad });
    expect(sol.code).to.equal('EventNotFinite');
    expect(sol.t.at(-1)).to.be.lessThan(5);
    const never = ContinuousCallback(() => Infinity, null);
    expect(solve(new ODEProblem((u: number) => u, 1, [0, 5]), Tsit5(), { callback: never }).code).to.equal(
      'EventNotFinite',
    );
  });

  it('saves before and after as told', () => {
    const points = (savePositions: [boolean, boolean], options: SolveOptions): number => {
      const sol = solve(new ODEProblem((u: number) => -u, 1, [0, 1]), Tsit5(), {
        ...options,
        callback: ContinuousCallback(
          (u) => u - 0.5,
          (i) => (i.u = 1),
          { savePositions },
        ),
      });
      return sol.t.filter((t) => Math.abs(t - Math.log(2)) < 1e-6).length;
    };
    for (const options of [
      { rtol: 1e-9, atol: 1e-9 },
      { rtol: 1e-9, atol: 1e-9, saveat: [0, 1] },
    ]) {
      expect(points([true, true], options)).to.equal(2);
      expect(points([false, true], options)).to.equal(1);
      expect(points([true, false], options)).to.equal(1);
      expect(points([false, false], options)).to.equal(0);
    }
  });
});
