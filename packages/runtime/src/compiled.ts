/** What emitted code imports from the runtime: protocol version 1. */
export { Tape } from './tape/Tape.js';
export { attach } from './records/attach.js';
export { COMPANIONS, PROTOCOL_VERSION } from './records/Companions.js';
export type { AnyFunction, CompanionFunctions, Companions } from './records/Companions.js';
export { clearShadow } from './shadow/clearShadow.js';
export { zeroShadow } from './shadow/zeroShadow.js';
export { slot } from './compiled/slot.js';
export { expectIterableArray } from './compiled/expectIterableArray.js';
export { expectNumber, notANumber } from './compiled/expectNumber.js';
export { expectNumberArgument } from './compiled/expectNumberArgument.js';
export { addToSlot, clearArray, moveInto, takeSlot } from './compiled/slots.js';
export { bindClosure, bindTangentClosure } from './compiled/bindClosure.js';
export { expectOperand } from './compiled/expectOperand.js';
export { copyMirror, numberTangent, restOfMirror } from './compiled/mirrors.js';
export { addRest, restOf, restOfShadow } from './compiled/rest.js';
export { forInKeys } from './compiled/forInKeys.js';
export { inactiveCall } from './compiled/inactiveCall.js';
export { DiffError, internalError } from './errors/DiffError.js';
