import type { EngineState } from '../Engine.js';
import { webAssembly, type GlobalLike, type InstanceLike } from './webAssembly.js';

/** What the modules export (packages/runtime/kernels/assembly). Addresses are in bytes, strides in elements. */
export interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly LEFT: GlobalLike;
  readonly RIGHT64: GlobalLike;
  readonly RIGHT32: GlobalLike;
  readonly STAGING: GlobalLike;
  multiply64(height: number, rows: number, cols: number, steps: number): void;
  multiply32(height: number, rows: number, cols: number, steps: number): void;
  finish64(rows: number, cols: number, alpha: number, beta: number, d: number, stride: number): void;
  finish32(rows: number, cols: number, alpha: number, beta: number, d: number, stride: number): void;
  // prettier-ignore
  pack64(width: number, rows: number, steps: number, from: number, rowStride: number, stepStride: number, to: number): void;
  // prettier-ignore
  pack32(width: number, rows: number, steps: number, from: number, rowStride: number, stepStride: number, to: number): void;
  exp64(n: number, x: number, y: number): void;
  exp32(n: number, x: number, y: number): void;
  expm164(n: number, x: number, y: number): void;
  expm132(n: number, x: number, y: number): void;
  log64(n: number, x: number, y: number): void;
  log32(n: number, x: number, y: number): void;
  log1p64(n: number, x: number, y: number): void;
  log1p32(n: number, x: number, y: number): void;
  tanh64(n: number, x: number, y: number): void;
  tanh32(n: number, x: number, y: number): void;
  sigmoid64(n: number, x: number, y: number): void;
  sigmoid32(n: number, x: number, y: number): void;
  softplus64(n: number, x: number, y: number): void;
  softplus32(n: number, x: number, y: number): void;
  sin64(n: number, x: number, y: number): number;
  sin32(n: number, x: number, y: number): number;
  cos64(n: number, x: number, y: number): number;
  cos32(n: number, x: number, y: number): number;
}

/** A WebAssembly module that is held as text until its first use. */
export class Module<T> {
  state: EngineState = 'idle';
  reason: string | null = null;
  #text: string;
  #wrap: (exports: Exports) => T;
  #loaded: T | null = null;

  /** @param text  the module in base64  @param wrap  makes what is used of its exports */
  constructor(text: string, wrap: (exports: Exports) => T) {
    this.#text = text;
    this.#wrap = wrap;
  }

  /** What `wrap` made, or null where the module cannot be used (now). Loads it at the first call. */
  get(): T | null {
    if (this.state === 'idle') this.#load();
    return this.#loaded;
  }

  /** Loads the module where that has to be awaited. */
  async ready(): Promise<void> {
    if (this.state === 'idle') this.#load();
    if (this.state !== 'waiting') return;
    try {
      const { instance } = await webAssembly()!.instantiate(bytesOf(this.#text), {});
      this.#keep(instance);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #load(): void {
    if (this.#text === '') return this.#refuse('the package was built without AssemblyScript');
    const engine = webAssembly();
    if (engine === undefined) return this.#refuse('this engine has no WebAssembly');
    const bytes = bytesOf(this.#text);
    if (!engine.validate(bytes)) return this.#refuse('this engine lacks the SIMD instructions of the module');
    try {
      this.#keep(new engine.Instance(new engine.Module(bytes), {}));
    } catch (error) {
      // Browsers refuse to compile large modules at once on the thread of the page, with this error.
      if (error instanceof RangeError) {
        this.state = 'waiting';
        this.reason = `await kernelsReady(): ${error.message}`;
      } else this.#refuse(error);
    }
  }

  #keep(instance: InstanceLike): void {
    this.#loaded = this.#wrap(instance.exports as unknown as Exports);
    this.state = 'ready';
    this.reason = null;
  }

  /** For good: nothing of this changes while a program runs. */
  #refuse(reason: unknown): void {
    this.state = 'refused';
    this.reason = reason instanceof Error ? reason.message : String(reason);
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
