/** More properties than this are those of a dictionary, of which hardly two are alike. */
const MOST_KEYS = 32;
/** With so many layouts in use all are forgotten: a program that makes ever new names must not fill the memory. */
const MOST_LAYOUTS = 1 << 10;

/** A plain object that is made for others to be copied from it. */
type Template = Record<string, unknown>;

/** The layouts that go on with one more property, by its name; the last one that was asked for stands apart. */
interface Branches {
  lastKey: string | undefined;
  last: Layout | undefined;
  byKey: Map<string, Layout> | undefined;
}

/**
 * The names of an object's own properties, in their order, and which of them hold numbers.
 *
 * Layouts form a tree, in which each has one property more than its parent, so that an object's is found while its properties are
 * gone through. Objects of one layout have shadows and gradients of one form: these are copies of a template, which V8 makes in one piece,
 * where properties that are added by computed names cost a search each.
 */
export class Layout {
  readonly size: number;
  private readonly numbers: Branches = { lastKey: undefined, last: undefined, byKey: undefined };
  private readonly others: Branches = { lastKey: undefined, last: undefined, byKey: undefined };
  private readonly copy: (template: Template) => Template;
  private names: readonly string[] | undefined;
  private shadow: Template | undefined;
  private gradient: Template | undefined;

  /** @param isNumber  whether the last property, `key`, holds a number */
  constructor(
    private readonly parent: Layout | undefined,
    private readonly key: string,
    private readonly isNumber: boolean,
  ) {
    this.size = parent === undefined ? 0 : parent.size + 1;
    this.copy = copiers[count++ % copiers.length];
  }

  /** The layout with one more property; undefined where there are too many. */
  with(key: string, isNumber: boolean): Layout | undefined {
    const branches = isNumber ? this.numbers : this.others;
    if (branches.lastKey === key) return branches.last;
    if (this.size === MOST_KEYS) return undefined;
    branches.byKey ??= new Map();
    let layout = branches.byKey.get(key);
    if (layout === undefined) branches.byKey.set(key, (layout = new Layout(this, key, isNumber)));
    branches.lastKey = key;
    branches.last = layout;
    return layout;
  }

  get keys(): readonly string[] {
    return (this.names ??= this.path().map(({ key }) => key));
  }

  /** A new shadow: 0 for each number, undefined for all else. */
  newShadow(): Record<string, unknown> {
    return this.copy((this.shadow ??= this.template(undefined)));
  }

  /** A new gradient: 0 for each number, null for all else. */
  newGradient(): Record<string, unknown> {
    return this.copy((this.gradient ??= this.template(null)));
  }

  private template(other: unknown): Template {
    const template: Template = {};
    for (const { key, isNumber } of this.path()) {
      // A fraction first, so that V8 lays the property out for a double.
      setOwn(template, key, isNumber ? 0.5 : other);
      if (isNumber) setOwn(template, key, 0);
    }
    return template;
  }

  /** The layouts from one property on up to this one. */
  private path(): Layout[] {
    return this.parent === undefined ? [] : [...this.parent.path(), this];
  }
}

/** V8 remembers for each place in the code what is copied there, up to four forms of objects: these are so many places. */
const copiers: readonly ((template: Template) => Template)[] = [
  (template) => ({ ...template }),
  (template) => ({ ...template }),
  (template) => ({ ...template }),
  (template) => ({ ...template }),
  (template) => ({ ...template }),
  (template) => ({ ...template }),
  (template) => ({ ...template }),
  (template) => ({ ...template }),
];

let count = 0;
let empty = new Layout(undefined, '', false);

/** The layout without properties, at which the search for others begins. */
export function emptyLayout(): Layout {
  if (count > MOST_LAYOUTS) {
    count = 0;
    empty = new Layout(undefined, '', false);
  }
  return empty;
}

/** Defines a property even when it is called `__proto__`. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}
