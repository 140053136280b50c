import { checkGradient, defineRule } from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';
import { cube, dot, modelLoss, pair, product, weightedSquares } from '../support/handWritten';

describe('checkGradient', () => {
  it('passes right derivatives in both modes', () => {
    expect(checkGradient(cube, [1.3])).to.include({ ok: true, checked: 2, sameValue: true });
    expect(checkGradient(product, [1.3, -0.4])).to.include({ ok: true, checked: 4 });
    expect(checkGradient(pair, [1.3, -0.4]).ok).to.equal(true);
    expect(checkGradient(weightedSquares, [Float64Array.of(1.3, 2, -1)]).ok).to.equal(true);
    expect(checkGradient(modelLoss, [{ w: [2, 3], b: 5, name: 'm', inner: { k: 7 } }]).ok).to.equal(true);
  });

  it('takes one object at two places for one variable', () => {
    const a = [1, 2];
    expect(checkGradient(dot, [a, a])).to.include({ ok: true, checked: 4 });
  });

  const wrong = (part: 'vjp' | 'jvp'): ((p: { w: number[] }) => number) => {
    const f = ({ w }: { w: number[] }): number => w[0] * w[1] ** 2;
    const factor = (mode: string): number => (mode === part ? 3 : 2);
    return defineRule(f, {
      vjp: (p) => [f(p), (d: number) => [{ w: [d * p.w[1] ** 2, factor('vjp') * d * p.w[0] * p.w[1]] }]],
      jvp: ([p], [d]) => [
        f(p),
        (d as { w: number[] }).w[0] * p.w[1] ** 2 +
          factor('jvp') * p.w[0] * p.w[1] * (d as { w: number[] }).w[1],
      ],
    });
  };

  for (const [part, mode] of [
    ['vjp', 'reverse'],
    ['jvp', 'forward'],
  ] as const) {
    it(`says where a wrong ${part} is`, () => {
      expectDiffError(
        () => checkGradient(wrong(part), [{ w: [2, 3] }]),
        'DIFF3008',
        new RegExp(`${mode} mode at arguments\\[0\\]\\.w\\[1\\]`),
      );
      const report = checkGradient(wrong(part), [{ w: [2, 3] }], { throws: false });
      expect(report.ok).to.equal(false);
      expect(report.worst).to.include({ mode, path: 'arguments[0].w[1]', analytic: 18 });
      expect(report.worst?.numeric).to.be.closeTo(12, 1e-8);
    });
  }

  it('notices a value that differs from the plain call', () => {
    const f = defineRule((x: number) => x, { vjp: (x: number) => [x + 1e-16 + 1, (d: number) => [d]] });
    expect(checkGradient(f, [1], { throws: false, modes: ['reverse'] })).to.include({
      ok: false,
      sameValue: false,
    });
    expectDiffError(() => checkGradient(f, [1], { modes: ['reverse'] }), 'DIFF3008', /plain call/);
  });

  it('checks one mode, or some components, if asked', () => {
    expect(checkGradient(product, [1.3, 2], { modes: ['forward'] }).checked).to.equal(2);
    expect(checkGradient(weightedSquares, [new Array(50).fill(1.5)], { maxComponents: 5 }).checked).to.equal(
      10,
    );
  });

  it('does not touch the arguments', () => {
    const layer = Object.assign(() => 1, { w: 2 });
    const args = [3, { layer, list: [1] }] as const;
    checkGradient(cube as (...a: unknown[]) => number, args as unknown as unknown[]);
    expect(layer.w).to.equal(2);
    expect(args[1].list).to.deep.equal([1]);
  });

  it('checks its options', () => {
    const options = (o: object) => () => checkGradient(cube, [1], o);
    expectDiffError(options({ rtoll: 1 }), 'DIFF3003', /no option `rtoll`; did you mean `rtol`/);
    expectDiffError(options({ rtol: -1 }), 'DIFF3003', /`rtol`.*the number -1/);
    expectDiffError(options({ atol: NaN }), 'DIFF3003');
    expectDiffError(options({ step: 0 }), 'DIFF3003');
    expectDiffError(options({ modes: ['sideways'] }), 'DIFF3003', /'reverse' and 'forward'/);
    expectDiffError(options({ maxComponents: 0 }), 'DIFF3003');
    expectDiffError(options({ throws: 1 }), 'DIFF3003');
    expectDiffError(() => checkGradient(cube, 1 as never), 'DIFF3003', /array of arguments/);
  });
});
