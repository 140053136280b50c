import { recogniseViews } from '../../complex/protocol.js';
import { mirroringOfForeign } from '../../ndarray/foreign.js';
import { carryLater } from '../../records/attach.js';
import { isProxy } from '../../records/knownProxies.js';
import type { AnyFunction } from '../../records/Companions.js';
import { get, set } from '../../trace/members.js';
import { knowForeignNatives } from '../../trace/natives/tracedNatives.js';
import type { TracedNative } from '../../trace/natives/TracedNative.js';
import { registers as r } from '../../trace/registers.js';
import { getterRecord, knowElements, setterRecord } from './elements.js';

/*
 * scijs' `ndarray` makes a class for each number of axes and element type from a text, when it is first needed. So its methods have no source that
 * could be compiled, and they are known by their names, which are part of these texts (`View2dfloat64_get`) and outlive any minifier.
 */

interface View {
  readonly data: Readonly<Record<number, unknown>>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** Where an element stands, summed in the order in which the method does. */
function placeOf({ stride, offset }: View, index: readonly unknown[]): number {
  let sum = 0;
  for (let i = 0; i < stride.length; i++) sum = (i === 0 ? offset : sum) + stride[i]! * (index[i] as number);
  return stride.length === 0 ? offset : sum;
}

const getElement: TracedNative = (_trace, self, _selfLane, index) =>
  get(get(self, 'data'), placeOf(self as View, index));

const setElement: TracedNative = (_trace, self, _selfLane, args, lanes) => {
  const rank = (self as View).shape.length;
  return set(get(self, 'data'), placeOf(self as View, args), args[rank], lanes[rank]);
};

/** Gives a view of the same data, whose shadow is found by these, or a whole number. */
function aside(method: AnyFunction): TracedNative {
  return (_trace, self, _selfLane, args) => {
    // Companions keep the shadow of what they made with its owner, where it is looked for when it is read.
    get(self, 'data');
    r.m = undefined;
    return Reflect.apply(method, self, args);
  };
}

/** `ndarray(data, …)`; a number stands for an array of it. */
function making(ndarray: AnyFunction): TracedNative {
  return (_trace, self, _selfLane, args, lanes) => {
    const [data, ...layout] = args;
    const list: unknown = typeof data === 'number' ? [0] : data;
    if (typeof data === 'number') set(list, 0, data, lanes[0]);
    r.m = undefined;
    return Reflect.apply(ndarray, self, [list, ...layout]);
  };
}

const METHOD = /^View\d+d(?!generic)\w+_(get|set|index|hi|lo|step|transpose|pick|copy|size|order)$/;

const known = /* @__PURE__ */ new WeakMap<AnyFunction, TracedNative | null>();

/** What traced code does in place of a function of scijs' `ndarray`. */
function nativeOf(f: AnyFunction): TracedNative | undefined {
  let native = known.get(f);
  if (native === undefined) known.set(f, (native = find(f)));
  return native ?? undefined;
}

function find(f: AnyFunction): TracedNative | null {
  const name = nameOf(f);
  switch (METHOD.exec(name)?.[1]) {
    case undefined:
      if (name === 'wrappedNDArrayCtor') return making(f);
      return isOrder(f, name) ? aside(f) : null;
    // Their records are found at the next call.
    case 'get':
      carryLater(f, name, () => getterRecord(placeOf));
      return getElement;
    case 'set':
      carryLater(f, name, () => setterRecord(placeOf));
      return setElement;
    default:
      return aside(f);
  }
}

/** The getter that all classes of four axes and more share. */
function isOrder(f: AnyFunction, name: string): boolean {
  return name === 'order' && f.length === 0 && /\.stride\b/.test(Function.prototype.toString.call(f));
}

/** A function's name, without running code of the program: no trap of a proxy, no getter. */
function nameOf(f: AnyFunction): string {
  if (isProxy(f)) return '';
  const name: unknown = Object.getOwnPropertyDescriptor(f, 'name')?.value;
  return typeof name === 'string' ? name : '';
}

/** Says that a function is scijs' `ndarray`, whose name a minifier may have changed. */
export function knowConstructor(ndarray: AnyFunction): void {
  knowScijs();
  known.set(ndarray, making(ndarray));
}

/** Makes ndarrays of scijs known to derivatives; whoever makes rules of arrays does it. */
export function knowScijs(): void {
  knowElements();
  recogniseViews(mirroringOfForeign);
  knowForeignNatives(nativeOf);
}
