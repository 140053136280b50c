import type { Block, HIRFunction, LoopTerminal, Value } from '../hir/model.js';
import { fallthroughOf } from '../hir/visitors.js';

/** A stretch of the program with its own scope: the function, an arm of an `if`, or one turn of a loop. */
export interface Region {
  readonly kind: 'function' | 'arm' | 'loop';
  readonly parent: Region | null;
  readonly depth: number;
  readonly loop: LoopTerminal | null;
}

/** The region of every block and of every value defined in it. A loop's header, body and update are one region. */
export interface Regions {
  readonly root: Region;
  readonly ofBlock: ReadonlyMap<Block, Region>;
  readonly ofValue: Map<Value, Region>;
}

export function findRegions(fn: HIRFunction): Regions {
  const ofBlock = new Map<Block, Region>();
  const ofValue = new Map<Value, Region>();
  const root: Region = { kind: 'function', parent: null, depth: 0, loop: null };
  for (const param of fn.params) ofValue.set(param, root);

  const walk = (entry: Block, region: Region): void => {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      ofBlock.set(block, region);
      for (const phi of block.phis) ofValue.set(phi.result, region);
      for (const { result } of block.instructions) if (result) ofValue.set(result, region);
      const terminal = block.terminal;
      const depth = region.depth + 1;
      if (terminal.kind === 'if') {
        walk(terminal.consequent, { kind: 'arm', parent: region, depth, loop: null });
        walk(terminal.alternate, { kind: 'arm', parent: region, depth, loop: null });
      } else if (terminal.kind === 'loop') {
        const inner: Region = { kind: 'loop', parent: region, depth, loop: terminal };
        walk(terminal.header, inner);
        walk(terminal.body, inner);
        walk(terminal.update, inner);
      } else if (terminal.kind === 'label') {
        walk(terminal.body, { kind: 'arm', parent: region, depth, loop: null });
      }
    }
  };
  walk(fn.entry, root);
  return { root, ofBlock, ofValue };
}

/** Whether `inner` is `outer` or lies inside it. */
export function isWithin(inner: Region, outer: Region): boolean {
  let region: Region | null = inner;
  while (region && region.depth > outer.depth) region = region.parent;
  return region === outer;
}
