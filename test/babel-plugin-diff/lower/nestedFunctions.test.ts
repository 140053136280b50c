import { gradient, isDifferentiable } from '@diffjs/runtime';
import { expect } from 'chai';

/* @differentiable */
function scaledBy(a: number) {
  const k = a * a;
  return (x: number): number => k * x;
}

/* @differentiable */
function cube(a: number): number {
  return scaledBy(a)(a);
}

/* @differentiable */
function closuresOfLoop(a: number, n: number): number {
  const terms: ((v: number) => number)[] = [];
  for (let i = 0; i < n; i++) terms.push((v) => v * i * a);
  let s = 0;
  for (const term of terms) s += term(a);
  return s;
}

/* @differentiable */
function changesWhatItCaptures(x: number, n: number): number {
  let s = 0;
  const add = (v: number): void => {
    if (v > 10) return;
    s += v * x;
  };
  for (let i = 0; i < n; i++) add(x * i);
  return s;
}

/* @differentiable */
function recursive(x: number, n: number): number {
  const power = (k: number): number => (k < 1 ? 1 : x * power(k - 1));
  return power(n);
}

/* @differentiable */
function hoisted(x: number): number {
  const k = 2 * x;
  const both = [declared, declared];
  return both[0](x) + declared(1);
  function declared(v: number): number {
    return v * k;
  }
}

function plain(b: number) {
  /* @differentiable */
  const inner = (x: number): number => square(x) * b;
  function square(x: number): number {
    return x * x;
  }
  return inner;
}

describe('nested functions', () => {
  it('carry derivatives of what they capture', () => {
    expect(gradient(cube, 2)).to.deep.equal([12]);
    expect(gradient(closuresOfLoop, 2, 4)).to.deep.equal([24, 0]);
    expect(gradient(hoisted, 3)).to.deep.equal([14]);
  });

  it('can be differentiated where an ordinary call returned them', () => {
    const scaled = scaledBy(3);
    expect(isDifferentiable(scaled)).to.equal(true);
    expect(gradient(scaled, 2)).to.deep.equal([9]);
    expect(gradient(plain(5), 3)).to.deep.equal([30]);
  });

  it('may change the variables of the function around them where they are only called', () => {
    expect(gradient(changesWhatItCaptures, 2, 4)).to.deep.equal([24, 0]);
  });

  it('may call themselves', () => {
    expect(gradient(recursive, 2, 3)).to.deep.equal([12, 0]);
  });
});
