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
 * gone through. Objects of one layout have shadows and gradients of one form. Where they can be, these are copies of a template, which V8 makes in
 * one piece; each property that is added by a computed name costs a search.
 */
export class Layout {
  private readonly size: number;
  private readonly withNumber: Branches = { lastKey: undefined, last: undefined, byKey: undefined };
  private readonly withOther: Branches = { lastKey: undefined, last: undefined, byKey: undefined };
  private readonly copy: (template: Template) => Template;
  private form: Form | undefined;

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
    const branches = isNumber ? this.withNumber : this.withOther;
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
    return (this.form ??= this.makeForm()).keys;
  }

  /**
   * A new shadow: 0 for each number, undefined for all else.
   *
   * One with numbers is no copy: in copies each number stands in a box that every store replaces, in objects made property by property
   * it stands in one that is written to, and reverse sweeps store far more often than shadows are made.
   */
  newShadow(): Record<string, unknown> {
    const { keys, areNumbers, shadow } = (this.form ??= this.makeForm());
    return areNumbers === undefined ? this.copy(shadow) : filled(keys, areNumbers, 0, undefined);
  }

  /** A new gradient: 0 for each number, null for all else. */
  newGradient(): Record<string, unknown> {
    return this.copy((this.form ??= this.makeForm()).gradient);
  }

  private makeForm(): Form {
    const path: Layout[] = [];
    for (let at = this as Layout; at.parent !== undefined; at = at.parent) path.unshift(at);
    const keys = path.map(({ key }) => key);
    const areNumbers = path.map(({ isNumber }) => isNumber);
    return {
      keys,
      areNumbers: areNumbers.includes(true) ? areNumbers : undefined,
      // A fraction has V8 lay the properties out for doubles; while this one exists, others are laid out like it.
      shadow: filled(keys, areNumbers, 0.5, undefined),
      gradient: filled(keys, areNumbers, 0, null),
    };
  }
}

/** What a layout makes of its properties when it is first asked. */
interface Form {
  readonly keys: readonly string[];
  /** undefined if none is. */
  readonly areNumbers: readonly boolean[] | undefined;
  readonly shadow: Template;
  readonly gradient: Template;
}

function filled(
  keys: readonly string[],
  areNumbers: readonly boolean[],
  number: number,
  other: unknown,
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let i = 0; i < keys.length; i++) setOwn(object, keys[i], areNumbers[i] ? number : other);
  return object;
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
