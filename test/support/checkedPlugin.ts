import type { PluginItem } from '@babel/core';
import { createPlugin } from '../../packages/babel-plugin-diff/dist/cjs/entrypoint/createPlugin.cjs';
import { compileFunctions } from '../../packages/babel-plugin-diff/dist/cjs/pipeline.cjs';
import type { HIRFunction } from '../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';
import { assertInvariants } from './assertInvariants.js';

/** The printed HIR of a function after a step. */
export interface LoggedStep {
  readonly step: string;
  readonly role: HIRFunction['role'];
  readonly name: string;
  readonly text: string;
}

/** Which companions are made: all that the plugin makes, compiled ones without their traced forms, or traced code alone. */
export type Form = 'both' | 'compiled' | 'traced';

/** Our plugin, with the invariants checked between its passes. */
export function checkedPlugin(
  onStep: (step: LoggedStep) => void = () => {},
  form: Form = 'both',
): PluginItem {
  if (form === 'traced') return createPlugin(null) as PluginItem;
  return createPlugin(
    (functions, env) =>
      compileFunctions(functions, env, (step, fn, text) => {
        assertInvariants(step, fn);
        onStep({ step, role: fn.role, name: fn.name, text });
      }),
    { traced: form === 'both' },
  ) as PluginItem;
}
