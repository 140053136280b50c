import type { NodePath, types as t } from '@babel/core';
import type { Diagnostic } from '../diagnostics/Diagnostic.js';
import { throwProblems } from '../diagnostics/CompileError.js';
import { ProgramIndex } from '../lower/ProgramIndex.js';
import type { Limit } from '../lower/ProgramLowering.js';
import { asksForOperators, type OperatedObjects } from '../operators/asksForOperators.js';
import { markOverloaded } from '../operators/overloaded.js';
import { replaceOperators } from '../operators/replaceOperators.js';
import { tracedFunction } from '../trace/tracedCompanions.js';
import { TraceProgram } from '../trace/TraceProgram.js';
import type { CompileFunctions } from './compiledFunction.js';
import { compileFast } from './compileFast.js';
import { type CompiledCompanions, emitCompanions } from './emitCompanions.js';
import { checkCheckpoints } from './checkCheckpoints.js';
import { debugLog } from './DebugLog.js';
import { findObjectTraits } from './findObjectTraits.js';
import { findAnnotations } from './findAnnotations.js';
import { isCompiled } from './isCompiled.js';
import { isolateMethods } from './isolateMethods.js';
import type { ResolvedOptions } from './options.js';
import { Insertions } from './originalText/Insertions.js';
import { hasMarks } from './originalText/marks.js';
import { markInsertions, type PrintFormat } from './originalText/markInsertions.js';
import { rememberOrigins } from './rememberOrigins.js';
import { RuntimeImports } from './RuntimeImports.js';
import { selectTargets } from './selectTargets.js';
import { separateBodyVariables } from './separateBodyVariables.js';
import { storeParameterProperties } from './storeParameterProperties.js';

/** Which forms of companions are made; tests look at one at a time. */
export interface CompanionForms {
  /** False leaves out traced forms where there are compiled companions. Default true. */
  readonly traced?: boolean;
}

/** The file that is compiled. */
export interface SourceFile {
  readonly name: string;
  readonly source: string | undefined;
  /** How it is going to be printed; null if it must stay an ordinary tree. */
  readonly format: PrintFormat | null;
}

/**
 * Compiles what a file asks for: finds the annotations and what they reach, compiles the functions, and puts the companions into
 * the file. A file that asks for nothing is left alone.
 *
 * @param compileFunctions  the pipeline of compiled companions; null for traced code alone
 * @returns what is left to do right before the file is printed; null if nothing
 * @throws CompileError with every problem of the file
 */
export function compileProgram(
  program: NodePath<t.Program>,
  file: SourceFile,
  options: ResolvedOptions,
  compileFunctions: CompileFunctions | null,
  forms: CompanionForms = {},
): (() => void) | null {
  const { differentiable, nondifferentiable, classes, checkpoints, problems } = findAnnotations(
    program,
    file.source,
  );
  const marks =
    problems.length + differentiable.size + nondifferentiable.size + classes.size + checkpoints.size;
  const asked = marks > 0 || options.include === 'all';
  if (!asked || isCompiled(program, file.source)) return null;
  throwProblems(problems, file.name, file.source);

  storeParameterProperties(program);
  const rejoinVariables = separateBodyVariables(program);
  const insertions = new Insertions();
  isolateMethods(program, insertions);
  const imports = new RuntimeImports(program, options.runtime);
  const index = new ProgramIndex(program);
  const trace = new TraceProgram(index, file.name, file.source, imports, checkpoints, nondifferentiable);
  const roots = selectTargets(program, {
    include: options.include,
    differentiable,
    nondifferentiable,
    classes,
  });
  if (roots.length === 0) {
    const unused = checkCheckpoints(program, {
      checkpoints,
      compiled: new Set(),
      left: new Map(),
      limits: [],
      nondifferentiable,
    });
    throwProblems(unused, file.name, file.source);
    rejoinVariables();
    return null;
  }
  const targets = collect(roots, nondifferentiable);
  index.operators = operatorsOf(program, options);
  if (index.operators !== 'none')
    markOverloaded(roots, trace.lanes, nondifferentiable, index.operators === 'all');
  const rememberAll = rememberOrigins(program, index, imports, insertions);
  const remember = (): void => {
    rememberAll();
    replaceOperators(
      program.node,
      (name) => imports.use(name),
      (node, replaced) => {
        insertions.addOperator(node, replaced);
      },
    );
  };
  for (const { node } of targets.classes) trace.attached.add(node);
  for (const { node } of targets.literals.keys()) trace.attached.add(node);
  const annotated = [...targets.functions].filter(({ node }) => differentiable.has(node));
  const debug = debugLog(options.debug, file.name);
  const {
    companions,
    left: leftOut,
    limits,
  } = compileFunctions
    ? compileFast(program, {
        index,
        annotated,
        nondifferentiable,
        checkpoints,
        traits: findObjectTraits(program),
        lanes: options.lanes,
        order: options.order,
        isActiveOutside: (binding) => trace.mayBeKept(binding),
        file,
        imports,
        compileFunctions,
        debug,
        trace: forms.traced === false ? null : trace,
      })
    : {
        companions: new Map<t.Function, CompiledCompanions>(),
        left: new Map<t.Function, readonly Limit[]>(),
        limits: [],
      };

  const functions = targets.functions.map((path) => {
    const compiled = companions.get(path.node) ?? null;
    const traced = compiled && forms.traced === false ? null : tracedFunction(trace, path);
    return { path, traced, compiled };
  });
  debug?.finish(functions, leftOut);
  const emit = emitCompanions(program, { ...targets, functions }, trace, imports, insertions);
  // What the user asked for has to be compiled; of everything else what cannot be is left as it is.
  const isAsked = ({ node }: NodePath): boolean =>
    differentiable.has(node as t.Function) || classes.has(node as t.Class);
  const required: Diagnostic[] = checkCheckpoints(program, {
    checkpoints,
    compiled: compileFunctions && new Set(companions.keys()),
    left: leftOut,
    limits,
    nondifferentiable,
  });
  const left = new Set<t.Node>();
  for (const [node, { path, problems: found }] of trace.problems) {
    // A function that stands within a method and says `super` has its traced form in that of the method.
    const isInMethod =
      found.every(({ code, message }) => code === 'DIFF1119' && message.includes('`super')) && !isAsked(path);
    if (!isInMethod && (options.include !== 'all' || path.find(isAsked) !== null)) required.push(...found);
    else left.add(node);
  }
  // What stands for `super` of an arrow function is made with the companions of its class or literal.
  for (const [arrow, home] of trace.homes) {
    const methods = home.type === 'ObjectExpression' ? home.properties : [home];
    if (methods.some((each) => left.has(each))) left.add(arrow);
  }
  throwProblems(distinct(required), file.name, file.source);
  const { format } = file;
  const mark =
    format === null || (file.source !== undefined && hasMarks(file.source))
      ? null
      : () => markInsertions(program.node, insertions, format);
  emit(left, remember, () => mark?.().hasMarks === true);
  rejoinVariables();
  return mark && (() => mark().run());
}

/** The objects whose operators a file has: what the option says, else what the file imports. */
function operatorsOf(program: NodePath<t.Program>, { operators, runtime }: ResolvedOptions): OperatedObjects {
  if (operators !== null) return operators ? 'all' : 'none';
  return asksForOperators(program, runtime);
}

interface Targets {
  readonly functions: NodePath<t.Function>[];
  readonly classes: NodePath<t.Class>[];
  readonly literals: Map<NodePath<t.ObjectExpression>, NodePath<t.Function>[]>;
  readonly inactive: NodePath<t.Function>[];
}

/** Every function, class and literal with methods in the roots, these included. */
function collect(
  roots: readonly NodePath<t.Function | t.Class>[],
  nondifferentiable: ReadonlySet<t.Function>,
): Targets {
  const targets: Targets = { functions: [], classes: [], literals: new Map(), inactive: [] };
  const add = (path: NodePath): void => {
    if (path.isClass()) targets.classes.push(path);
    else if (path.isObjectMethod()) {
      const literal = path.parentPath as NodePath<t.ObjectExpression>;
      const methods = [...targets.literals].find(([each]) => each.node === literal.node)?.[1];
      if (methods) methods.push(path);
      else targets.literals.set(literal, [path]);
    } else if (path.isFunction() && !path.isClassMethod() && !path.isClassPrivateMethod()) {
      if (nondifferentiable.has(path.node)) targets.inactive.push(path);
      else targets.functions.push(path);
    }
  };
  for (const root of roots) {
    add(root);
    // What nests in a function without derivative has none either.
    if (nondifferentiable.has(root.node as t.Function)) continue;
    root.traverse({
      Function: (path: NodePath<t.Function>) => {
        add(path);
      },
      Class: (path: NodePath<t.Class>) => {
        add(path);
      },
    });
  }
  return targets;
}

function distinct(problems: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return problems.filter(({ code, loc }) => {
    const key = `${code}:${loc?.line}:${loc?.column}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
