import type { Engine } from '../Engine.js';
import { GEMM, UNARY } from '../thresholds.js';
import { gemmModule, wasmGemm } from './gemm.js';
import { Module } from './Module.js';
import { unaryModule, wasmUnary } from './unary.js';

/** Kernels by a module, which loads at their first call. */
export function wasmEngine(name: string, text: string): Engine {
  const module = new Module(text, (exports) => ({ gemm: gemmModule(exports), unary: unaryModule(exports) }));
  return {
    name,
    kernels: {
      gemm: wasmGemm(() => module.get()?.gemm ?? null),
      unary: wasmUnary(() => module.get()?.unary ?? null),
    },
    minimum: { gemm: GEMM, unary: UNARY },
    status: () => {
      module.get();
      return { state: module.state, reason: module.reason };
    },
    ready: () => module.ready(),
  };
}
