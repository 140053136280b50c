import type { AnyFunction } from '../../records/Companions.js';
import { forEachOf } from '../consume.js';
import type { Lane } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import { convertible, textual } from '../toPrimitive.js';
import type { Trace } from '../Trace.js';
import { globalObjects } from './globalObjects.js';
import {
  type ConstructorEntry,
  isObject,
  itself,
  type NativeEntry,
  type TracedNative,
} from './TracedNative.js';

const names = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
];

function textOf(x: unknown): string {
  return `${textual(x) as string}`;
}

/** `name: message` */
const toText: TracedNative = (_trace, self) => {
  if (!isObject(self)) return itself(Error.prototype.toString, self, []);
  const name = get(self, 'name');
  const title = name === undefined ? 'Error' : textOf(name);
  const message = get(self, 'message');
  const text = message === undefined ? '' : textOf(message);
  r.m = undefined;
  return title === '' ? text : text === '' ? title : `${title}: ${text}`;
};

interface Part {
  readonly value: unknown;
  readonly lane: Lane;
}

/** What the constructor of an error is given, and what is left to do when it is made. */
export interface ErrorParts {
  readonly args: unknown[];
  readonly finish: (made: object) => void;
}

/** Its cause, and the errors of an AggregateError, are read once, where the native reads them, and keep their lanes. */
export function errorParts(trace: Trace, C: AnyFunction, given: readonly unknown[]): ErrorParts {
  const isAggregate = C === (globalThis.AggregateError as unknown);
  const place = isAggregate ? 1 : 0;
  const options = given[place + 1];
  const args = [...given];
  let cause: Part | undefined;
  const parts: Part[] = [];
  if (isObject(given[place])) args[place] = convertible(given[place]);
  if (isObject(options)) {
    args[place + 1] = new Proxy(
      {},
      {
        has: (_shell, k) => Reflect.has(options, k),
        get(_shell, k) {
          const value = get(options, k);
          if (k === 'cause') cause = { value, lane: r.m };
          return value;
        },
      },
    );
  }
  if (isAggregate) {
    args[0] = {
      [Symbol.iterator]() {
        forEachOf(given[0], 'the argument', (value, lane) => parts.push({ value, lane }));
        return parts.map(({ value }) => value)[Symbol.iterator]();
      },
    };
  }
  const keep = (o: object, k: PropertyKey, { value, lane }: Part): void => {
    if (typeof value === 'number') trace.store(o, k, value, lane);
  };
  return {
    args,
    finish(made) {
      if (cause !== undefined) keep(made, 'cause', cause);
      for (let i = 0; i < parts.length; i++) keep((made as { errors: object }).errors, i, parts[i]);
    },
  };
}

function make(trace: Trace, C: AnyFunction, given: readonly unknown[], newTarget: AnyFunction): object {
  const { args, finish } = errorParts(trace, C, given);
  const made = Reflect.construct(C, args, newTarget) as object;
  finish(made);
  return made;
}

/** Is it the constructor of one of the language's own errors? */
export function isErrorConstructor(C: AnyFunction): boolean {
  return constructorsOf().includes(C);
}

export function errorNatives(): NativeEntry[] {
  return [
    [Error.prototype.toString, toText],
    ...constructorsOf().map((C): NativeEntry => [
      C,
      (trace, _self, _l, args) => {
        const made = make(trace, C, args, C);
        r.m = undefined;
        return made;
      },
    ]),
  ];
}

export function errorConstructors(): ConstructorEntry[] {
  return constructorsOf().map((C): ConstructorEntry => [
    C,
    (trace, args, _lanes, newTarget) => make(trace, C, args, newTarget),
  ]);
}

function constructorsOf(): AnyFunction[] {
  return names.map(globalObjects).filter((C): C is AnyFunction => typeof C === 'function');
}
