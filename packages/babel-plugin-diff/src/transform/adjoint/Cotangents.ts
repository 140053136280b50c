import { newVariable, type Builder } from '../../hir/builder.js';
import type { Loc, Value, Variable } from '../../hir/model.js';
import { mayBeNumber } from '../shadowKinds.js';

/**
 * The cotangents of the numbers of the forward sweep: one local each, a sum of contributions that starts at zero where the scope of
 * the number begins in the reverse sweep.
 */
export class Cotangents {
  private readonly variables = new Map<Value, Variable>();

  constructor(private readonly builder: Builder) {}

  /** Whether the value has a numeric cotangent. */
  has(value: Value): boolean {
    return value.active && mayBeNumber(value);
  }

  of(value: Value): Variable {
    let variable = this.variables.get(value);
    if (!variable) {
      variable = newVariable(value.name === null ? 'd' : `d${value.name}`);
      this.variables.set(value, variable);
    }
    return variable;
  }

  zero(value: Value): void {
    if (!this.has(value)) return;
    const zero = this.builder.constant(0);
    this.builder.effect({ kind: 'storeLocal', variable: this.of(value), value: zero });
  }

  read(value: Value, loc: Loc = null): Value {
    const variable = this.of(value);
    return this.builder.value({ kind: 'loadLocal', variable }, loc, 'number', variable.name);
  }

  add(value: Value, contribution: Value, loc: Loc = null): void {
    if (!this.has(value)) return;
    const before = this.read(value, loc);
    const sum = this.builder.value(
      { kind: 'binary', operator: '+', left: before, right: contribution },
      loc,
      'number',
      this.of(value).name,
    );
    this.builder.effect({ kind: 'storeLocal', variable: this.of(value), value: sum }, loc);
  }
}
