import { diagnosticCodes, type DiagnosticCategory, type DiagnosticCode } from './codes.js';
import type { Loc } from '../hir/model.js';

/** Another place that helps to understand a problem, with a few words about it. */
export interface RelatedPlace {
  readonly loc: Loc;
  readonly note: string;
}

/** One problem in the user's source. */
export class Diagnostic {
  readonly category: DiagnosticCategory;
  readonly message: string;
  readonly advice: string;

  constructor(
    readonly code: DiagnosticCode,
    readonly loc: Loc,
    what = '',
    readonly related: readonly RelatedPlace[] = [],
  ) {
    const info = diagnosticCodes[code];
    this.category = info.category;
    this.message = info.message.replaceAll('{what}', what);
    this.advice = info.advice;
  }
}
