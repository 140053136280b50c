import { findAccessed } from '../analysis/findAccessed.js';
import type { ObjectTraits } from '../entrypoint/findObjectTraits.js';
import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, KnownFunction, Loc, Operation, Phi, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import type { Limit } from '../lower/ProgramLowering.js';
import { mayBeObject } from '../transform/shadowKinds.js';

/**
 * Finds accesses to objects that may be more than plain ones, by what the file makes of objects: accessors, by their names, or by names
 * that are computed; proxies, of which any call may give one; and objects that ignore what is stored into them.
 *
 * Needs: SSA, types.   What other files make is refused at run time (`expectPlain`).
 * @param isSloppy  whether the function is not in strict mode, where a store that cannot be made is an error of the program
 * @param isNested  whether the function is a closure, which may be called with anything
 */
export function checkObjects(
  { hir, captureCount }: KnownFunction,
  traits: ObjectTraits,
  { isSloppy, isNested }: { readonly isSloppy: boolean; readonly isNested: boolean },
): Limit[] {
  const limits: Limit[] = [];
  const add = (loc: Loc, what: string): void => void limits.push({ loc, what });
  const given = findGiven(hir);
  const accessed = findAccessed(hir);
  if (traits.proxies && isNested && hir.params.slice(captureCount).some((param) => accessed.has(param)))
    add(hir.loc, MAY_BE_PROXY);
  forEachBlock(hir.entry, (block) => {
    for (const { op, result, loc } of block.instructions) {
      if (isStore(op) && traits.readOnly && isSloppy)
        add(loc, 'a store into an object that may not be writable');
      if (traits.proxies && result && (isCall(op) || op.kind === 'loadOuter') && accessed.has(result))
        add(loc, MAY_BE_PROXY);
      switch (op.kind) {
        case 'loadField':
        case 'storeField':
          if (traits.accessors.has(op.key))
            add(loc, `\`${op.key}\`, which is a getter or setter in this file`);
          break;
        case 'loadIndex':
        case 'storeIndex':
          if (traits.accessors.size > 0 && given.has(op.object) && !isNumeric(op.index.type))
            add(loc, 'a property with a computed name, in a file with getters or setters');
          break;
        case 'callUnknown':
        case 'construct':
          if (traits.proxies && op.args.some((arg) => given.has(arg) && mayBeObject(arg)))
            add(loc, MAY_BE_PROXY);
      }
    }
  });
  return limits;
}

const MAY_BE_PROXY = 'an object that may be a proxy';

function isStore(op: Operation): boolean {
  return op.kind === 'storeField' || op.kind === 'storeIndex' || op.kind === 'deleteField';
}

function isCall(op: Operation): boolean {
  return op.kind === 'callUnknown' || op.kind === 'construct';
}

/** What functions gave that are not known in the file, through phis. */
function findGiven(fn: HIRFunction): Set<Value> {
  const given = new Set<Value>();
  const phis: Phi[] = [];
  forEachBlock(fn.entry, (block) => {
    phis.push(...block.phis);
    for (const { op, result } of block.instructions) if (result && isCall(op)) given.add(result);
  });
  for (let size = -1; size !== given.size;) {
    size = given.size;
    for (const { result, operands } of phis)
      if (operands.some((operand) => operand && given.has(operand))) given.add(result);
  }
  return given;
}
