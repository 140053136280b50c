/** A text that says everything that can be seen of some values, bit for bit; what is one object has one number in it. */
export function describeMemory(values: readonly unknown[]): string {
  return new Describer().lines(values);
}

/** Well-known symbols of compiled functions are of no interest. */
const isOurs = (key: PropertyKey): boolean =>
  typeof key === 'symbol' && /^diffjs/.test(key.description ?? '');

class Describer {
  private readonly numbers = new Map<object, number>();
  private readonly pending: object[] = [];

  lines(values: readonly unknown[]): string {
    const lines = [`(${values.map((value) => this.name(value)).join(', ')})`];
    for (let next = this.pending.shift(); next; next = this.pending.shift())
      lines.push(`${this.name(next)} = ${this.content(next)}`);
    return lines.join('\n');
  }

  /** A primitive value, or the number of an object. */
  private name(value: unknown): string {
    if (Object.is(value, -0)) return '-0';
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'symbol') return value.toString();
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return String(value);
    if (typeof value === 'object' && Object.values(builtIns).includes(value)) return 'a prototype';
    if (!this.numbers.has(value)) {
      this.numbers.set(value, this.numbers.size);
      this.pending.push(value);
    }
    return `#${this.numbers.get(value)}`;
  }

  private content(value: object): string {
    const parts = [this.kind(value)];
    if (ArrayBuffer.isView(value) && !(value instanceof DataView))
      parts.push(this.view(value as Float64Array));
    else if (value instanceof ArrayBuffer) parts.push(`[${new Uint8Array(value).join(' ')}]`);
    else {
      if (value instanceof Map)
        for (const [key, each] of value) parts.push(`${this.name(key)} → ${this.name(each)}`);
      else if (value instanceof Set) for (const each of value) parts.push(this.name(each));
      for (const key of Reflect.ownKeys(value))
        if (!this.isLeftOut(value, key)) parts.push(this.property(value, key));
    }
    return parts.join(', ');
  }

  private kind(value: object): string {
    if (typeof value === 'function') return `function ${value.name}/${value.length}`;
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype === null) return 'null';
    const frozen = Object.isFrozen(value) ? 'frozen ' : Object.isExtensible(value) ? '' : 'closed ';
    const made = (
      Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as { name?: string } | undefined
    )?.name;
    return frozen + (made ?? `child of ${this.name(prototype)}`);
  }

  private isLeftOut(value: object, key: PropertyKey): boolean {
    if (typeof value === 'function') return typeof key === 'symbol' || ['name', 'length', 'prototype', 'arguments', 'caller'].includes(String(key)); // prettier-ignore
    return isOurs(key) || (value instanceof Error && key === 'stack');
  }

  private property(value: object, key: PropertyKey): string {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (!descriptor) return `${String(key)}?`;
    const { get, set, enumerable, writable } = descriptor;
    const flags = `${enumerable ? '' : '~'}${writable === false ? '!' : ''}`;
    const content = get || set ? `${get ? 'get' : ''}${set ? 'set' : ''}` : this.name(descriptor.value);
    return `${flags}${String(key)}: ${content}`;
  }

  private view(view: Float64Array): string {
    return `${this.name(view.buffer)} from ${view.byteOffset}: ${Array.from(view, (x) => this.name(x)).join(' ')}`;
  }
}

const builtIns = { Object: Object.prototype, Array: Array.prototype, Function: Function.prototype };

/** What tells two texts apart, for people. */
export function differingLine(found: string, expected: string): string | null {
  if (found === expected) return null;
  const [a, b] = [found.split('\n'), expected.split('\n')];
  const at = b.findIndex((line, i) => line !== a[i]);
  if (at < 0) return `also ${a[b.length]}`;
  return `${a[at] ?? 'nothing'}, not ${b[at]}`;
}
