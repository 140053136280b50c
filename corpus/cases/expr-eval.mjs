import { Parser } from 'expr-eval';

export const packages = ['expr-eval'];
export const style = 'tokenizer, recursive-descent parser and a stack machine over instruction objects';

const parser = new Parser({ operators: { logical: true, in: true, assignment: true } });
const potential = parser.parse('4 * e * ((s / r) ^ 12 - (s / r) ^ 6) + (r > 2 ? q / r : 0)');

export const cases = {
  'a parsed expression': {
    f: (e, s, q, r) => potential.evaluate({ e, s, q, r }),
    args: () => [0.8, 1.1, 0.5, 2.3],
  },
  'parsed and evaluated at once': {
    f: (x, y) =>
      Parser.evaluate(
        'sin(x) ^ 2 + hypot(x, y, 2) - min(x, y, 5) * atan2(y, x) + (x >= 1 and y < 3 ? ln(y) : -x) + 7 % y',
        {
          x,
          y,
        },
      ),
    args: () => [1.3, 2.4],
  },
  'functions, arrays and assignment': {
    f: (x, k) => {
      const expression = parser.parse(
        'f(t) = exp(-t) * k; g = fold(plus, 0, map(f, [x, 2 * x, 3])); g * y[1] + p.q',
      );
      const own = { plus: (a, b) => a + b, x, k, y: [1, k * k], p: { q: Math.log(x) } };
      return expression.evaluate(own);
    },
    args: () => [0.7, 1.4],
  },
  'simplified and substituted': {
    f: (x, y) => {
      const expression = parser.parse('x * (y * atan(1)) + 2 ^ x').substitute('y', 'cos(z + x)');
      return expression.simplify({ z: 4 }).evaluate({ x }) * expression.evaluate({ x, z: y });
    },
    args: () => [0.8, 1.9],
  },
};
