import type { Block, BlockId, HIRFunction, Terminal, ValueId } from '../hir/model.js';
import { chainEnd, chainOf, forEachBlock, ownedChains } from '../hir/visitors.js';
import { InvariantError } from './InvariantError.js';

/**
 * Checks the shape of the control-flow graph: every block belongs to one place, and chains end as their owners expect.
 *
 * @param structured  after `structureExits`: neither labels nor jumps, one `return` at the end of the function's own chain
 */
export function assertBlocksLinked(fn: HIRFunction, structured: boolean): void {
  const seen = new Set<BlockId>();
  const results = new Set<ValueId>();
  const fail = (block: Block, problem: string): never => {
    throw new InvariantError(fn, `bb${block.id}: ${problem}`);
  };

  forEachBlock(fn.entry, (block) => {
    if (seen.has(block.id)) fail(block, 'stands in two places');
    seen.add(block.id);
    for (const { result } of [...block.phis, ...block.instructions]) {
      if (!result) continue;
      if (results.has(result.id)) fail(block, `value ${result.id} is defined twice`);
      results.add(result.id);
    }
    const { terminal } = block;
    if (structured && (terminal.kind === 'label' || terminal.kind === 'jump'))
      fail(block, `a ${terminal.kind} is left`);
    if (terminal.kind === 'loop') {
      if (terminal.header.terminal.kind !== 'end') fail(terminal.header, 'the header of a loop is one block');
      if (chainEnd(terminal.update).terminal.kind !== 'end')
        fail(terminal.update, 'the update of a loop completes');
    }
    for (const chain of ownedChains(terminal)) {
      if (structured && chainEnd(chain).terminal.kind === 'return') fail(chain, 'returns from within');
    }
    checkPhis(block, terminal, fail);
  });
  if (fn.entry.phis.length > 0) fail(fn.entry, 'the entry has phis');
  const last = chainEnd(fn.entry);
  if (structured && last.terminal.kind !== 'return' && last.terminal.kind !== 'throw')
    fail(last, 'the function ends without return');
}

/** The blocks where phis may stand are the fallthrough of an `if` or loop, and the header of a loop. */
function checkPhis(block: Block, terminal: Terminal, fail: (block: Block, problem: string) => never): void {
  const check = (at: Block, edges: readonly boolean[]): void => {
    for (const { result, operands } of at.phis) {
      if (operands.length !== edges.length) fail(at, `the phi of value ${result.id} has too few operands`);
      edges.forEach((exists, i) => {
        if (exists !== (operands[i] !== null))
          fail(at, `operand ${i} of the phi of value ${result.id} does not fit the edge`);
      });
    }
  };
  if (terminal.kind === 'if') {
    check(terminal.fallthrough, [completes(terminal.consequent), completes(terminal.alternate)]);
  } else if (terminal.kind === 'loop') {
    const turns = completes(terminal.body);
    check(terminal.header, [true, turns]);
    check(terminal.fallthrough, [terminal.test !== null, terminal.leave !== null && turns]);
  }
  for (const chain of ownedChains(terminal)) {
    const isHeader = terminal.kind === 'loop' && chain === terminal.header;
    if (!isHeader && chain.phis.length > 0) fail(chain, 'an arm begins with phis');
  }
  void block;
}

function completes(entry: Block): boolean {
  return chainOf(entry).at(-1)!.terminal.kind === 'end';
}
