import { EnsembleProblem, ODEProblem, solve, solveEnsemble, Tsit5 } from '@diffjs/diffeq';
import { phasePortrait, plotEnsemble, plotSolution } from '@diffjs/diffeq/plot';
import { expect } from 'chai';
import { parseHTML } from 'linkedom';
import { codeOf } from '../../support/codeOf.js';

const rhs = (u: Float64Array, p: number): number[] => [u[1], -p * u[0]];
const oscillator = new ODEProblem(rhs, [1, 0], [0, 10], 1);
const sol = solve(oscillator, Tsit5(), { rtol: 1e-8, atol: 1e-8 });
const other = solve(new ODEProblem(rhs, [2, 0], [0, 10], 1), Tsit5(), { rtol: 1e-8, atol: 1e-8 });

type Figure = ReturnType<typeof read>;

/** What stands in a picture. */
function read(svg: string): {
  texts: string[];
  lines: { stroke: string; dashes: string | null; points: [number, number][] }[];
  count(selector: string): number;
} {
  const { document } = parseHTML(`<html><body>${svg}</body></html>`);
  const all = (selector: string): Element[] =>
    Array.from(document.querySelectorAll(selector) as ArrayLike<Element>);
  return {
    texts: all('text').map((text) => text.textContent ?? ''),
    lines: all('[aria-label="line"] path').map((path) => ({
      stroke: path.closest('[stroke]')?.getAttribute('stroke') ?? '',
      dashes: path.closest('[stroke-dasharray]')?.getAttribute('stroke-dasharray') ?? null,
      points: pointsOf(path.getAttribute('d') ?? ''),
    })),
    count: (selector) => all(selector).length,
  };
}

/** The corners of a path of straight lines. */
function pointsOf(d: string): [number, number][] {
  return [...d.matchAll(/[ML](-?[\d.e-]+),(-?[\d.e-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

const heights = (figure: Figure, k: number): number[] => figure.lines[k].points.map(([, y]) => y);

describe('diffeq/plot', () => {
  describe('over time', () => {
    it('draws each variable as a line of its own colour, with a legend, a title and names of axes', async () => {
      const figure = read(
        await plotSolution(sol, {
          labels: ['x', 'v'],
          title: 'Swing & rest',
          subtitle: 'free',
          yLabel: 'state',
        }),
      );
      expect(figure.texts).to.include.members(['Swing & rest', 'free', 'x', 'v', 't', 'state', '10']);
      expect(figure.lines).to.have.length(2);
      expect(figure.lines[0].stroke).not.to.equal(figure.lines[1].stroke);
      expect(figure.lines[0].points.length).to.be.greaterThan(500);
    });

    it('reads steps finely that are long on a logarithmic axis', async () => {
      const decay = solve(new ODEProblem((u: number) => -u, 1, [0, 10]), Tsit5(), {
        rtol: 1e-10,
        atol: 1e-10,
      });
      const options = { tspan: [1e-9, 10], xScale: 'log', width: 700 } as const;
      const [{ points }] = read(await plotSolution(decay, options)).lines;
      const gaps = points.slice(1).map(([x], i) => x - points[i][0]);
      expect(Math.max(...gaps)).to.be.lessThan(3);
      expect(points.length).to.be.lessThan(2000);
    });

    it('puts values where they belong', async () => {
      const figure = read(await plotSolution({ t: [0, 1, 2], u: [0, 10, 5] }, { width: 500, height: 300 }));
      const [[x0, y0], [x1, y1], [x2, y2]] = figure.lines[0].points;
      expect(x1 - x0).to.be.closeTo(x2 - x1, 1e-6);
      expect(y0 - y1).to.be.closeTo(2 * (y2 - y1), 1e-6);
      expect(y1).to.be.lessThan(y0);
    });

    it('tells solutions apart by dashes, and by colours where there is one variable', async () => {
      const both = read(await plotSolution([sol, other], { series: ['small', 'large'] }));
      expect(both.lines.map(({ dashes }) => dashes === null)).to.deep.equal([true, true, false, false]);
      expect(both.texts).to.include.members(['u[0]', 'u[1]', 'small', 'large']);
      const one = read(await plotSolution([sol, other], { vars: [0] }));
      expect(one.lines[0].stroke).not.to.equal(one.lines[1].stroke);
      expect(one.texts).to.include.members(['solution 1', 'solution 2']);
    });

    it('takes variables by place, name, function and from trees', async () => {
      const tree = {
        t: [0, 1],
        u: [
          { prey: 1, pair: [2, 3] },
          { prey: 2, pair: [3, 4] },
        ],
      };
      const total = (u: { prey: number; pair: number[] }, t: number): number => u.prey + u.pair[0] + t;
      const figure = read(await plotSolution(tree, { vars: ['prey', 'pair[1]', total, 't'] }));
      expect(figure.texts).to.include.members(['prey', 'pair[1]', 'total']);
      expect(figure.lines).to.have.length(4);
    });

    it('draws equal powers of ten at equal distances on a logarithmic axis, and leaves out what is not positive', async () => {
      const figure = read(await plotSolution({ t: [0, 1, 2, 3], u: [1, 0.1, 0.01, -1] }, { yScale: 'log' }));
      const [a, b, c] = heights(figure, 0);
      expect(heights(figure, 0)).to.have.length(3);
      expect(b - a).to.be.closeTo(c - b, 1e-3);
      expect(figure.texts).to.include.members(['1', '0.1', '0.01']);
    });

    it('breaks lines where an event makes them jump, and marks both sides', async () => {
      const ball = {
        t: [0, 1, 1, 2],
        u: [
          [1, -1],
          [0, -2],
          [0, 2],
          [1, 1],
        ],
      };
      const figure = read(await plotSolution(ball));
      expect(figure.count('[aria-label="dot"] circle')).to.equal(3);
      expect(figure.count('[aria-label="rule"] line')).to.equal(1);
      const plain = read(await plotSolution(ball, { showEvents: false }));
      expect(plain.count('[aria-label="dot"] circle') + plain.count('[aria-label="rule"] line')).to.equal(0);
    });

    it('draws a part of the time', async () => {
      const figure = read(await plotSolution(sol, { tspan: [2, 4] }));
      expect(figure.texts).to.include.members(['2.0', '4.0']);
      const backwards = solve(new ODEProblem(rhs, [1, 0], [10, 0], 1), Tsit5());
      expect(read(await plotSolution(backwards, { tspan: [2, 4] })).texts).to.include.members(['2.0', '4.0']);
      expect(figure.texts).not.to.include('10');
    });
  });

  describe('phase portraits', () => {
    it('draws one variable over another, with a ring where it begins', async () => {
      const figure = read(await plotSolution(sol, { kind: 'phase', xDomain: [-2, 2], yDomain: [-2, 2] }));
      const { points } = figure.lines[0];
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      expect(figure.lines).to.have.length(1);
      expect(figure.count('[aria-label="dot"] circle')).to.equal(1);
      // a circle of radius 1 in a square of side 4
      const [width, height] = [720 - 24 - 60, 440 - 12 - 12 - 46];
      expect((Math.max(...xs) - Math.min(...xs)) / width).to.be.closeTo(0.5, 0.01);
      expect((Math.max(...ys) - Math.min(...ys)) / height).to.be.closeTo(0.5, 0.01);
    });

    it('draws three variables in a box', async () => {
      const figure = read(
        await plotSolution(sol, { kind: 'phase', vars: [0, 1, 't'], labels: ['x', 'v', 'time'] }),
      );
      expect(figure.texts).to.include.members(['x', 'v', 'time', '−1', '10']);
    });

    it('draws the vector field of a planar problem, and its nullclines', async () => {
      const options = { x: [-2, 2], y: [-2, 2], arrows: 10, nullclines: true, labels: ['x', 'v'] } as const;
      const figure = read(
        await phasePortrait(oscillator, {
          ...options,
          trajectories: [
            [1, 0],
            [0, 1.5],
          ],
        }),
      );
      expect(figure.count('[aria-label="vector"] path')).to.equal(60);
      expect(figure.count('[aria-label="contour"] path')).to.equal(2);
      expect(figure.lines).to.have.length(2);
      expect(figure.texts).to.include.members(['x at rest', 'v at rest']);
    });
  });

  describe('ensembles', () => {
    const ensemble = new EnsembleProblem(oscillator, {
      probFunc: (problem, i, repeat, random) => new ODEProblem(rhs, [random.normal(), 0], problem.tspan, 1),
    });

    it('draws a band and a line for each variable, and some trajectories', async () => {
      const ens = solveEnsemble(ensemble, Tsit5(), { trajectories: 12, seed: 1 });
      const figure = read(await plotEnsemble(ens, { labels: ['x', 'v'], trajectories: 5 }));
      expect(figure.count('[aria-label="area"] path')).to.equal(2);
      expect(figure.lines).to.have.length(2 * 5 + 2);
      expect(figure.texts).to.include.members(['x (median)', 'v (median)', '5 % to 95 %']);
    });

    it('draws what was saved at equal times', async () => {
      const list = [1, 2, 4].map((k) => ({ t: [0, 1], u: [k, 2 * k] }));
      const figure = read(await plotEnsemble(list, { centre: 'mean', quantiles: [0, 1], trajectories: 0 }));
      expect(figure.lines).to.have.length(1);
      expect(figure.texts).to.include.members(['mean', '0 % to 100 %']);
    });
  });

  it('gives the bytes of a PNG file of the size asked for', async () => {
    const png = await plotSolution(sol, { format: 'png', width: 300, height: 200, scale: 3 });
    const view = new DataView(png.buffer, png.byteOffset);
    expect(view.getUint32(0)).to.equal(0x89504e47);
    expect([view.getUint32(16), view.getUint32(20)]).to.deep.equal([900, 600]);
  });

  it('gives a page whose texts are escaped', async () => {
    const html = await plotSolution(sol, { format: 'html', title: 'a < b & c' });
    expect(html).to.match(/^<!doctype html>/);
    expect(html).to.include('<title>a &lt; b &amp; c</title>');
    expect(html).not.to.include('a < b');
  });

  it('draws the same picture again', async () => {
    const options = { title: 'twice' };
    const [once, again] = [await plotSolution(sol, options), await plotSolution(sol, options)];
    expect(once === again).to.equal(true);
    const [, id] = /clip-path="url\(#([^)]*)\)"/.exec(once)!;
    expect(once).to.include(`<clipPath id="${id}">`);
  });

  describe('refuses', () => {
    const cases: [string, string, () => unknown][] = [
      ['what is no solution', 'DIFF5034', () => plotSolution(oscillator as never)],
      ['no solutions', 'DIFF5034', () => plotSolution([])],
      ['a variable that is not there', 'DIFF5034', () => plotSolution(sol, { vars: ['w'] })],
      ['a place that is not there', 'DIFF5034', () => plotSolution(sol, { vars: [2] })],
      ['a phase portrait of one variable', 'DIFF5034', () => plotSolution(sol, { kind: 'phase', vars: [0] })],
      ['a part of the time that is not there', 'DIFF5034', () => plotSolution(sol, { tspan: [20, 30] })],
      ['an unknown format', 'DIFF5008', () => plotSolution(sol, { format: 'gif' as never })],
      ['an unknown kind', 'DIFF5008', () => plotSolution(sol, { kind: 'polar' as never })],
      ['a width of nothing', 'DIFF5008', () => plotSolution(sol, { width: 0 })],
      ['a misspelt option', 'DIFF5005', () => plotSolution(sol, { titel: 'x' } as never)],
      ['a plane without extent', 'DIFF5008', () => phasePortrait(oscillator, { x: [1, 1], y: [0, 1] })],
      [
        'a problem of one component',
        'DIFF5034',
        () => phasePortrait(new ODEProblem((u: number) => -u, 1, [0, 1]) as never, { x: [0, 1], y: [0, 1] }),
      ],
    ];
    for (const [what, code, run] of cases) {
      it(what, () => expect(codeOf(run)).to.equal(code));
    }
  });
});
