import { gradient, jvp, ravel, unravel } from '@diffjs/runtime';
import { expect } from 'chai';
import type { Case, Check, Suite } from '../../bench/support/Case';
import { suites } from '../../bench/suites';

/** Rounding of sums taken in another order. */
const rtol = 1e-9;
const atol = 1e-11;

for (const suite of suites) {
  describe(`bench: ${suite.name}`, () => {
    for (const each of casesOf(suite)) {
      it(each.name, () => {
        if (each.check !== undefined) tryCheck(each.check);
        tryContenders(each);
      });
    }
  });
}

function casesOf(suite: Suite): readonly Case[] {
  return suite.cases();
}

/** At small size: both modes against finite differences and the adjoint written by hand. */
function tryCheck({ objective, byHand, args, inScalars }: Check): void {
  const compiled: readonly unknown[] = gradient(objective, ...args());
  const written = byHand(...args());
  compiled.forEach((entry, i) =>
    expectClose(entry, i < written.length ? written[i] : zeroOf(entry), `argument ${i}`),
  );
  const leading = args().slice(0, written.length);
  const rest = args().slice(written.length);
  const numbers = ravel(leading);
  const direction = numbers.map((_, i) => Math.sin(i + 1));
  const tangents = unravel(direction, leading);
  const slope = ravel(written).reduce((sum, d, i) => sum + d * direction[i]!, 0);
  expectClose(jvp(objective, args(), tangents)[1], slope, 'jvp');
  const along = (h: number): number =>
    objective(
      ...unravel(
        numbers.map((x, i) => x + h * direction[i]!),
        leading,
      ),
      ...rest,
    );
  const h = 1e-5;
  const difference = (8 * (along(h) - along(-h)) - (along(2 * h) - along(-2 * h))) / (12 * h);
  expect(difference, 'differences').to.be.closeTo(slope, 1e-8 + 1e-7 * Math.abs(slope));
  if (inScalars !== null) expectClose(inScalars(...args()), objective(...args()), 'in scalars');
}

/** At full size, with rotated operands: who computes the same thing gives the same number. */
function tryContenders({ contenders, rounding = rtol }: Case): void {
  for (const turn of [0, 5]) {
    for (const [one, other] of [
      ['gradient', 'by hand'],
      ['gradient', 'prepared vjp'],
      ['primal', 'in scalars'],
      ['gradient', 'marked loop'],
      ['gradient', 'steps'],
      ['gradient', 'calls'],
      ['jvp', 'prepared jvp'],
      ['loops', 'javascript'],
      ['loops', 'wasm'],
    ] as const) {
      const [first, second] = [contenders[one], contenders[other]];
      if (first && second) expectClose(second(turn), first(turn), `${other} in turn ${turn}`, rounding);
    }
  }
}

function zeroOf(entry: unknown): unknown {
  return typeof entry === 'number' ? 0 : null;
}

/** Trees of numbers, typed arrays, arrays and objects. */
function expectClose(actual: unknown, expected: unknown, where: string, tolerance = rtol): void {
  if (typeof expected === 'number') {
    expect(actual, where).to.be.a('number');
    expect(actual, where).to.be.closeTo(expected, atol + tolerance * Math.abs(expected));
  } else if (expected === null) {
    expect(actual, where).to.equal(null);
  } else {
    expect(Object.keys(actual as object), where).to.have.members(Object.keys(expected as object));
    for (const [key, entry] of Object.entries(expected as object))
      expectClose((actual as Record<string, unknown>)[key], entry, `${where}.${key}`, tolerance);
  }
}
