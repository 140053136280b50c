import { Easing, Group, Interpolation, Tween } from '@tweenjs/tween.js';

export const packages = ['@tweenjs/tween.js'];
export const style = 'classes compiled to ES5, chained setters, objects walked by key, callbacks';

export const cases = {
  'a chain of tweens': {
    f: (from, to, time) => {
      const at = { x: from, y: { deep: 2 } };
      const group = new Group();
      const second = new Tween(at, group)
        .to({ x: to * 2, y: { deep: from } }, 500)
        .easing(Easing.Cubic.InOut);
      const first = new Tween(at, group)
        .to({ x: to, y: { deep: 7 } }, 300)
        .easing(Easing.Elastic.Out)
        .chain(second);
      first.start(0);
      let sum = 0;
      for (let step = 1; step <= 8; step++) {
        group.update(step * time);
        sum += at.x * step + at.y.deep;
      }
      return sum;
    },
    args: () => [1.5, 4.2, 91.3],
  },
  'interpolated ends, repeated and back': {
    f: (ends, time, duration) => {
      const at = { x: 0 };
      let seen = 0;
      const tween = new Tween(at)
        .to({ x: ends }, duration)
        .interpolation(Interpolation.CatmullRom)
        .easing(Easing.Quadratic.InOut)
        .repeat(2)
        .yoyo(true)
        .onUpdate((object, elapsed) => (seen += object.x * elapsed))
        .start(10);
      tween.update(10 + time);
      tween.update(10 + 2.3 * time);
      tween.update(10 + 3.9 * time);
      return seen;
    },
    args: () => [[1, 3.5, 2, 6], 60.5, 100],
  },
  easings: {
    f: (t) => {
      const kinds = [
        Easing.Back,
        Easing.Bounce,
        Easing.Circular,
        Easing.Exponential,
        Easing.Sinusoidal,
        Easing.generatePow(3),
      ];
      return kinds.reduce((sum, { In, Out, InOut }, i) => sum + (i + 1) * (In(t) + 2 * Out(t) - InOut(t)), 0);
    },
    args: () => [0.37],
  },
};
