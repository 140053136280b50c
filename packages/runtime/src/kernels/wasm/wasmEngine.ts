import type { Engine } from '../Engine.js';
import { GEMM } from '../thresholds.js';
import { gemmModule, wasmGemm } from './gemm.js';
import { Module } from './Module.js';

/** Kernels by a module, which loads at their first call. */
export function wasmEngine(name: string, text: string): Engine {
  const module = new Module(text, gemmModule);
  const get = (): ReturnType<typeof module.get> => module.get();
  return {
    name,
    kernels: { gemm: wasmGemm(get) },
    minimum: { gemm: GEMM },
    status: () => {
      module.get();
      return { state: module.state, reason: module.reason };
    },
    ready: () => module.ready(),
  };
}
