import { make, type Draw } from '../parts.js';

/** A part that stands in a function with its own `this`: nothing of the function around is at hand that goes with `this`. */
export function inMethod(part: Draw): Draw {
  return make([part], (scope, write) => write(scope.enter({ kind: 'method', limit: 12 })));
}

/** A part that stands in an arrow function. */
export function inArrow(part: Draw): Draw {
  return make([part], (scope, write) => write(scope.enter({ kind: 'arrow', limit: 12 })));
}
