/** What emitted code imports from the runtime: protocol version 1. */
export { Tape } from './tape/Tape.js';
export { laneSweep } from './api/laneSweep.js';
export type { LaneResult } from './api/laneSweep.js';
export { secondSweep } from './api/secondSweep.js';
export type { SecondRequest } from './api/secondSweep.js';
export { LANES } from './records/Companions.js';
export { attach, carriedRecord } from './records/attach.js';
export { attachClass, attachMembers } from './records/attachMembers.js';
export { originalText, showOriginals } from './records/originalText.js';
export { traced } from './trace/emitted.js';
export { registers } from './trace/registers.js';
export { bind } from './trace/bound.js';
export { makeProxy } from './trace/makeProxy.js';
export { COMPANIONS, PROTOCOL_VERSION } from './records/Companions.js';
export type {
  AnyFunction,
  CompanionFunctions,
  Companions,
  DirectCompanions,
  SecondCompanions,
  SecondEntries,
} from './records/Companions.js';
export { clearShadow } from './shadow/clearShadow.js';
export { zeroShadow } from './shadow/zeroShadow.js';
export { slot } from './compiled/slot.js';
export { expectIterableArray } from './compiled/expectIterableArray.js';
export { expectNumber, notANumber } from './compiled/expectNumber.js';
export { expectNumberArgument } from './compiled/expectNumberArgument.js';
export { addToSlot, clearArray, moveInto, takeSlot } from './compiled/slots.js';
export { bindClosure, bindTangentClosure } from './compiled/bindClosure.js';
export { expectComplex } from './compiled/expectComplex.js';
export { bindSecondClosure } from './compiled/bindSecondClosure.js';
export { expectOperand, expectSummand } from './compiled/expectOperand.js';
export { expectReference } from './compiled/expectReference.js';
export { copyMirror, mirrorSlot, numberTangent } from './compiled/mirrors.js';
export { areApart } from './compiled/areApart.js';
export { propertyKey } from './compiled/propertyKey.js';
export { refuseBuffer } from './compiled/refuseBuffer.js';
export { isWhole } from './compiled/isWhole.js';
export { shadowIn } from './compiled/shadowIn.js';
export { orNothing } from './compiled/orNothing.js';
export { expectWholeKey } from './compiled/expectWholeKey.js';
export { forInKeys } from './compiled/forInKeys.js';
export { inactiveCall } from './compiled/inactiveCall.js';
export { checkpointed, reverseCheckpointed } from './checkpoints/checkpoint.js';
export { expectNoObject } from './checkpoints/expectNoObject.js';
export { DiffError, internalError } from './errors/DiffError.js';
export { capturesTraced } from './trace/stamps.js';
export {
  addOperands,
  divideOperands,
  equalOperands,
  looselyEqualOperands,
  looselyUnequalOperands,
  multiplyOperands,
  negateOperand,
  OperatedPlace,
  raiseOperands,
  subtractOperands,
  unequalOperands,
} from './compiled/overloaded.js';
export { Complex } from './complex/Complex.js';
