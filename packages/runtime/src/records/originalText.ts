/** A mark: its kind, on its outer side `_` or `-`, and what stands there originally behind `=`, with `@` for `*`. */
const MARK = /\/\*~([_-]?)([<(>)[\]])([_-]?)(?:=([^*]*))?\*\//g;

/** The mark that each one follows. */
const OPENED: Readonly<Record<string, string>> = { '(': '<', '>': ')', ']': '[' };

/** White space that a mark takes along, before and behind it. */
const BEFORE: Readonly<Record<string, RegExp>> = { _: /\s+$/, '-': / +$/ };
const BEHIND: Readonly<Record<string, RegExp>> = { _: /^\s+/, '-': /^ +/ };

const ENDS_IN_WORD = /[\w$\u0080-\uffff]$/;
const BEGINS_WITH_WORD = /^[\w$\\\u0080-\uffff]/;

/**
 * The text of a function as the same build gives it without the plugin. What the plugin has put in stands between marks, which are
 * comments: `<` … `(` and `)` … `>` around something of the user's own, `[` … `]` elsewhere. The marks next to the user's own text
 * take the spaces there along, and others that have `-`; those with `_` all white space.
 *
 * Marks that do not pair come from a tool that has taken some of them out; the text is left as it is then.
 */
export function originalText(text: string): string {
  let out = '';
  let from = 0;
  let open = '';
  let around = 0;
  let trim: RegExp | undefined;
  /** Joins a piece as Babel's printer would have: two words have a space between them. */
  const join = (piece: string): void => {
    const isWord = from > 0 && ENDS_IN_WORD.test(out) && BEGINS_WITH_WORD.test(piece);
    out += isWord ? ` ${piece}` : piece;
  };
  const keep = (end: number): void => {
    const piece = text.slice(from, end);
    join(trim === undefined ? piece : piece.replace(trim, ''));
  };
  for (const {
    index,
    0: mark,
    1: before = '',
    2: kind = '',
    3: behind = '',
    4: original = '',
  } of text.matchAll(MARK)) {
    if (open !== (OPENED[kind] ?? '')) return text;
    if (kind in OPENED) {
      open = '';
      if (kind === '(') around++;
      // The bracket behind the mark goes along: an arrow function may end with it.
      from = index + mark.length + (kind === '>' ? 1 : 0);
      join(original.replaceAll('@', '*'));
      trim = BEHIND[kind === '(' ? '-' : behind];
    } else {
      open = kind;
      if (kind === ')' && --around < 0) return text;
      keep(index);
      const outer = BEFORE[kind === ')' ? '-' : before];
      if (outer !== undefined) out = out.replace(outer, '');
    }
  }
  if (open !== '' || around !== 0) return text;
  keep(text.length);
  return out;
}

const native = Function.prototype.toString;

/** Where the copies of the runtime in a realm find the one `toString` that they share. */
const SHOWN = Symbol.for('diffjs.toString');

/**
 * `Function.prototype.toString` that gives original texts; in everything else the language's own. All copies of the runtime share one, so that
 * each of them knows it for what it is, whichever put it in its place.
 */
export function shownToString(): typeof native {
  const realm = globalThis as { [SHOWN]?: typeof native };
  const known = realm[SHOWN];
  if (known !== undefined) return known;
  const shown: typeof native = new Proxy(native, {
    apply(target, self: unknown, args: unknown[]) {
      const text = Reflect.apply(target, self === shown ? target : self, args) as string;
      return text.includes('/*~') ? originalText(text) : text;
    },
  });
  Reflect.defineProperty(realm, SHOWN, { value: shown });
  return shown;
}

let isShown = false;

/**
 * From now on `toString` of functions gives their text without what the plugin has put in; emitted code that has changed the text of
 * functions calls it.
 */
export function showOriginals(): void {
  if (isShown) return;
  isShown = true;
  // Where the language's own objects are frozen, everything stays as it is.
  Reflect.defineProperty(Function.prototype, 'toString', { value: shownToString() });
}
