// State machines as compilers write them.
/* eslint-disable no-constant-condition, no-fallthrough, no-sparse-arrays */
import regenerator from 'regenerator-runtime';
import * as tslib from 'tslib';

export const packages = ['tslib', 'regenerator-runtime'];
export const style =
  'what TypeScript and Babel put into ES5: inheritance, spread, generators and async functions as state machines';

/** `class Heavy extends Body { energy() { return super.energy() + this.extra; } }` */
function inheritance(x, y) {
  var Body = (function () {
    function Body(mass) {
      this.mass = mass;
    }
    Object.defineProperty(Body.prototype, 'twice', {
      get: function () {
        return this.mass * 2;
      },
      enumerable: false,
      configurable: true,
    });
    Body.prototype.energy = function (speed) {
      return 0.5 * this.mass * speed * speed;
    };
    return Body;
  })();
  var Heavy = (function (_super) {
    tslib.__extends(Heavy, _super);
    function Heavy(mass, extra) {
      var _this = _super.call(this, mass * 3) || this;
      _this.extra = extra;
      return _this;
    }
    Heavy.prototype.energy = function (speed) {
      return _super.prototype.energy.call(this, speed) + this.extra;
    };
    return Heavy;
  })(Body);
  var heavy = new Heavy(x, y);
  return heavy.energy(y) * heavy.twice + (heavy instanceof Body ? x : 0);
}

function spread(x, y) {
  var list = tslib.__spreadArray(tslib.__spreadArray([], tslib.__read([x, y]), false), [x * y], false);
  var rest = tslib.__rest({ a: x, b: y, c: 2 }, ['a']);
  var both = tslib.__assign(tslib.__assign({ k: x }, { l: x * y }), { k: y });
  var sum = 0;
  try {
    for (var steps = tslib.__values(list), step = steps.next(); !step.done; step = steps.next())
      sum += step.value ** 2;
  } finally {
    if (step && !step.done && steps.return) steps.return();
  }
  return sum * rest.b * rest.c + both.k * both.l;
}

function awaiter(x, y) {
  return tslib.__awaiter(void 0, void 0, void 0, function () {
    var product, error_1;
    return tslib.__generator(this, function (_a) {
      switch (_a.label) {
        case 0:
          _a.trys.push([0, 2, , 3]);
          return [4, Promise.resolve(x * y)];
        case 1:
          product = _a.sent();
          throw { value: product * x };
        case 2:
          error_1 = _a.sent();
          return [2, error_1.value + y];
        case 3:
          return [2];
      }
    });
  });
}

var _marked = regenerator.mark(powers);
function powers(x, count) {
  var i, given;
  return regenerator.wrap(function powers$(_context) {
    while (1)
      switch ((_context.prev = _context.next)) {
        case 0:
          i = 0;
        case 1:
          if (!(i < count)) {
            _context.next = 8;
            break;
          }
          _context.next = 4;
          return Math.pow(x, i + 1);
        case 4:
          given = _context.sent;
          if (given) x += given;
          i++;
          _context.next = 1;
          break;
        case 8:
          return _context.abrupt('return', x * 5);
        case 9:
        case 'end':
          return _context.stop();
      }
  }, _marked);
}

function regenerated(x, y) {
  var sum = 0;
  var steps = powers(x, 3);
  for (var step = steps.next(); ; step = steps.next(y)) {
    sum += step.value;
    if (step.done) return sum;
  }
}

export const cases = {
  'a class and its parent': { f: inheritance, args: () => [1.3, 0.4] },
  'spread, rest and iteration': { f: spread, args: () => [1.3, 0.4] },
  'an async function with a catch': { f: awaiter, args: () => [1.3, 0.4] },
  'a generator': { f: regenerated, args: () => [1.3, 0.4] },
};
