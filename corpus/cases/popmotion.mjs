import {
  angle,
  cubicBezier,
  decay,
  distance,
  easeInOut,
  interpolate,
  keyframes,
  mirrorEasing,
  mix,
  pipe,
  pointFromVector,
  spring,
} from 'popmotion';

export const packages = ['popmotion', 'framesync', 'style-value-types', 'hey-listen', 'tslib'];
export const style =
  'animation: closures that keep the state of a motion, functions composed; TypeScript compiled to ES5';

export const cases = {
  'a spring': {
    f: (from, to, stiffness) => {
      const motion = spring({ from, to, stiffness, damping: 9, velocity: 0.2, mass: 1.1 });
      return motion.next(100).value + 2 * motion.next(250).value;
    },
    args: () => [0.5, 3, 120],
  },
  'slowing down': {
    f: (velocity, power) => {
      const motion = decay({ velocity, power, from: 1 });
      return motion.next(120).value + motion.next(300).value * 2;
    },
    args: () => [3, 0.8],
  },
  'key frames': {
    f: (a, b) => {
      const motion = keyframes({ to: [a, b, a * b], duration: 300, ease: easeInOut });
      return motion.next(100).value + motion.next(220).value;
    },
    args: () => [0.5, 3],
  },
  'functions of numbers and points': {
    f: (p, q) =>
      interpolate([0, 1, 2], [p.x, q.x, p.x * q.x])(p.x) +
      mix(p.x, q.y, 0.3) * distance(p, q) +
      mirrorEasing((t) => t * t * q.y)(p.y) +
      pipe(
        (v) => v * p.x,
        (v) => v + q.x,
      )(2) +
      angle(p, q) * pointFromVector(p, 30, q.x).x +
      cubicBezier(0.3, p.x, 0.7, q.y)(0.4),
    args: () => [
      { x: 1.1, y: 0.3 },
      { x: 2.2, y: 0.7 },
    ],
  },
};
