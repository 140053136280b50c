import algebrite from 'algebrite';

export const packages = ['algebrite', 'big-integer'];
export const style = 'a port of a C program: one file of 600 globals, an evaluation stack in module state';

// Numbers are given as arguments: what is written into an expression's text is constant. Results are nodes, `d` their number.

/** An expression with numbers put in for its variables. */
function at(text, values) {
  const put = (expression, [name, value]) => algebrite.subst(value, name, expression);
  return algebrite.float(Object.entries(values).reduce(put, algebrite.eval(text))).d;
}

export const cases = {
  'numbers in an expression': {
    f: (a, b) => at('exp(-a)*sin(3*b)^2/(1+a^2)', { a, b }),
    args: () => [0.7, 1.3],
  },
  'numbers in a symbolic derivative and integral': {
    f: (x) =>
      at(algebrite.derivative('x^3*cos(x)', 'x').toString(), { x }) + at('integral(x^2*exp(x),x)', { x }),
    args: () => [1.25],
  },
  'functions of numbers': {
    f: (x, y) => {
      const sum = algebrite.add(
        algebrite.multiply(x, y),
        algebrite.sqrt(y),
        algebrite.power(x, 2.5),
        algebrite.arctan(y),
      );
      return algebrite.float(sum).d;
    },
    args: () => [0.6, 1.7],
  },
};
