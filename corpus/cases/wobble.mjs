import { Spring } from 'wobble';

export const packages = ['wobble'];
export const style = 'CommonJS from TypeScript, listeners, clock and frames of a browser';

/** Runs a spring for some frames: the clock and the frames of a browser are made here. */
function animate(spring, frames, seen) {
  const { now } = Date;
  let time = 0;
  let next;
  globalThis.requestAnimationFrame = (callback) => {
    next = callback;
    return 1;
  };
  globalThis.cancelAnimationFrame = () => {
    next = undefined;
  };
  Date.now = () => time;
  try {
    spring.onUpdate((each) => seen(each)).start();
    for (let frame = 0; frame < frames && next; frame++) {
      time += 16;
      next(time);
    }
  } finally {
    Date.now = now;
    delete globalThis.requestAnimationFrame;
    delete globalThis.cancelAnimationFrame;
  }
}

export const cases = {
  'an underdamped spring': {
    f: (stiffness, damping, mass, initialVelocity) => {
      let sum = 0;
      const spring = new Spring({ fromValue: 0, toValue: 10, stiffness, damping, mass, initialVelocity });
      animate(
        spring,
        12,
        ({ currentValue, currentVelocity }) => (sum += currentValue + currentVelocity ** 2 * 10),
      );
      return sum;
    },
    args: () => [120.5, 8.3, 1.2, 0.4],
  },
  'an overdamped spring whose end moves': {
    f: (toValue, damping) => {
      let last = 0;
      const spring = new Spring({ fromValue: 1, toValue, stiffness: 90, damping, allowsOverdamping: true });
      animate(spring, 6, (each) => (last = each.currentValue));
      spring.updateConfig({ toValue: toValue / 2 });
      animate(spring, 6, (each) => (last += each.currentValue));
      return last + 100 * spring.currentVelocity;
    },
    args: () => [5.5, 31.5],
  },
};
