import bezier from 'bezier-easing';

export const packages = ['bezier-easing'];
export const style = 'ES module, closed-form roots of cubics by branches, a function that makes a function';

export const cases = {
  'three real roots': {
    f: (x1, y1, x2, y2, t) => bezier(x1, y1, x2, y2)(t) + 2 * bezier(x1, y1, x2, y2)(t / 2),
    args: () => [0.25, 0.1, 0.3, 1.2, 0.62],
  },
  'one real root': {
    f: (x1, y1, x2, y2, t) => bezier(x1, y1, x2, y2)(t),
    args: () => [0.85, 0, 0.2, 0.9, 0.35],
  },
  'a whole curve': {
    f: (handles) => {
      const ease = bezier(...handles);
      let length = 0;
      for (let i = 0; i < 10; i++) length += Math.hypot(0.1, ease((i + 1) / 10) - ease(i / 10));
      return length;
    },
    args: () => [[0.42, 0, 0.58, 1.1]],
  },
};
