import { newPhi, newValue } from '../hir/builder.js';
import type { Block, HIRFunction, LoopTerminal, Value, Variable } from '../hir/model.js';
import { chainEnd, fallthroughOf, forEachBlock, mapOperands, mapTerminalOperands } from '../hir/visitors.js';

/**
 * Removes locals: every read becomes the value last stored, and phis stand where control meets.
 *
 * Needs: no jumps and labels (`structureExits`).
 * Gives: SSA form in which a value defined in an arm or a loop is used outside of it only through the phis of the
 * fallthrough ("closed" form), as the reverse transform needs.
 *
 * Method: one walk over the structure with the current value of each local; an `if` places phis for locals
 * whose values differ, a loop for those that are stored inside. Unused phis are left to `deadCodeElimination`.
 * Reference: Braun et al., Simple and Efficient Construction of SSA Form, CC 2013 (on structured control flow no sealing is needed).
 */
export function enterSSA(fn: HIRFunction): void {
  new SSABuilder().run(fn);
}

type Environment = Map<Variable, Value>;

class SSABuilder {
  private readonly replaced = new Map<Value, Value>();

  run(fn: HIRFunction): void {
    this.chain(fn.entry, new Map());
  }

  private readonly resolve = (value: Value): Value => this.replaced.get(value) ?? value;

  /** Rewrites a chain; the environment is updated to the one at its end. */
  private chain(entry: Block, env: Environment): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      this.instructions(block, env);
      const terminal = block.terminal;
      mapTerminalOperands(terminal, this.resolve);
      if (terminal.kind === 'if') {
        const before = new Map(env);
        const consequent = new Map(env);
        this.chain(terminal.consequent, consequent);
        const alternate = new Map(env);
        this.chain(terminal.alternate, alternate);
        this.join(terminal.fallthrough, before, env, [
          completes(terminal.consequent) ? consequent : null,
          completes(terminal.alternate) ? alternate : null,
        ]);
      } else if (terminal.kind === 'loop') {
        this.loop(terminal, env);
      }
    }
  }

  private instructions(block: Block, env: Environment): void {
    block.instructions = block.instructions.filter((instruction) => {
      const { op, result } = instruction;
      mapOperands(op, this.resolve);
      if (op.kind === 'storeLocal') {
        // A copy of a named value keeps its name; an unnamed one takes the local's.
        if (op.value.name === null) op.value.name = op.variable.name;
        env.set(op.variable, op.value);
        return false;
      }
      if (op.kind === 'loadLocal') {
        const value = env.get(op.variable);
        if (!value) throw new Error(`local ${op.variable.name} is read before it is written`);
        this.replaced.set(result!, value);
        return false;
      }
      return true;
    });
  }

  private join(block: Block, before: Environment, env: Environment, arms: (Environment | null)[]): void {
    const locals = new Set(arms.flatMap((arm) => (arm ? [...arm.keys()] : [])));
    for (const local of locals) {
      const operands = arms.map((arm) => arm?.get(local) ?? null);
      const reaching = arms.every((arm, i) => arm === null || operands[i] !== null);
      if (!reaching) {
        env.delete(local); // declared inside one arm: out of scope here
        continue;
      }
      const known = operands.filter((operand) => operand !== null);
      if (known.every((operand) => operand === before.get(local))) continue;
      const result = newValue(local.name);
      block.phis.push(newPhi(result, operands));
      env.set(local, result);
    }
  }

  private loop(loop: LoopTerminal, env: Environment): void {
    const stored = storedLocals(loop);
    const carried = [...stored].filter((local) => env.has(local));
    const phis = carried.map((local) => {
      const phi = newPhi(newValue(local.name), [env.get(local)!, null]);
      loop.header.phis.push(phi);
      return phi;
    });
    const inside = new Map(env);
    carried.forEach((local, i) => inside.set(local, phis[i]!.result));
    this.chain(loop.header, inside);
    if (loop.test) loop.test = this.resolve(loop.test);
    const atTest = new Map(inside);
    this.chain(loop.body, inside);
    if (loop.leave) loop.leave = this.resolve(loop.leave);
    const atLeave = new Map(inside);
    const bodyCompletes = completes(loop.body);
    this.chain(loop.update, inside);
    carried.forEach((local, i) => {
      const back = bodyCompletes ? inside.get(local)! : null;
      phis[i]!.operands[1] = back;
      const result = newValue(local.name);
      loop.fallthrough.phis.push(
        newPhi(result, [
          loop.test ? atTest.get(local)! : null,
          loop.leave && bodyCompletes ? atLeave.get(local)! : null,
        ]),
      );
      env.set(local, result);
    });
  }
}

function completes(entry: Block): boolean {
  const kind = chainEnd(entry).terminal.kind;
  return kind === 'end';
}

function storedLocals(loop: LoopTerminal): Set<Variable> {
  const stored = new Set<Variable>();
  for (const chain of [loop.header, loop.body, loop.update]) {
    forEachBlock(chain, (block) => {
      for (const { op } of block.instructions) if (op.kind === 'storeLocal') stored.add(op.variable);
    });
  }
  return stored;
}
