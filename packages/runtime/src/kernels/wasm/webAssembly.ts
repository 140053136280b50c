/** The part of WebAssembly's interface that is used here: the declarations of browsers are not those of all engines. */
export interface WebAssemblyLike {
  validate(bytes: Uint8Array): boolean;
  instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: InstanceLike }>;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => InstanceLike;
}

export interface InstanceLike {
  readonly exports: object;
}

/** A global that a module exports. */
export interface GlobalLike {
  readonly value: number;
}

/** The engine's WebAssembly, looked up at each call; undefined where there is none. */
export function webAssembly(): WebAssemblyLike | undefined {
  return (globalThis as { readonly WebAssembly?: WebAssemblyLike }).WebAssembly;
}
