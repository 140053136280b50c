import { type NodePath, transformSync, type types as t } from '@babel/core';
import { lowerProgram } from '../../packages/babel-plugin-diff/dist/cjs/lower/lowerProgram.cjs';
import type { LoweredFunction } from '../../packages/babel-plugin-diff/dist/cjs/lower/ProgramLowering.cjs';

/** Lowers every function of a program that is not nested in another one. */
export function lowerSource(source: string): LoweredFunction[] {
  let lowered: LoweredFunction[] = [];
  transformSync(source, {
    configFile: false,
    babelrc: false,
    code: false,
    filename: 'model.ts',
    parserOpts: { plugins: ['typescript'] },
    plugins: [
      {
        visitor: {
          Program: (program: NodePath<t.Program>) => {
            lowered = lowerProgram(program, { fileName: 'model.ts', source });
          },
        },
      },
    ],
  });
  return lowered;
}
