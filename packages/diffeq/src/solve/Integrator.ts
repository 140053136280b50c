import type { Algorithm } from '../algorithm/Algorithm.js';
import { chooseAlgorithm } from '../algorithm/chooseAlgorithm.js';
import { solverError } from '../diagnostics/solverError.js';
import { AccumulationWatch } from '../events/AccumulationWatch.js';
import type { Callback, ContinuousEvent, DiscreteEvent } from '../events/Callback.js';
import type { Passage } from '../events/EventDetector.js';
import { domainTests } from '../events/domainTests.js';
import { EventDetector } from '../events/EventDetector.js';
import { interpolationWeights } from '../interpolation/stageInterpolant.js';
import { initialise, reinitialise } from '../initialization/initialise.js';
import type { InitialValueProblem, StartedProblem } from '../problem/InitialValueProblem.js';
import { remake } from '../problem/remake.js';
import { checkFirst } from '../problem/RightHandSide.js';
import type { StateLayout } from '../problem/StateLayout.js';
import { flatState, userState } from '../problem/StateLayout.js';
import type { SolveStats, System } from '../problem/System.js';
import { combineStages } from '../stepper/combineStages.js';
import { checkSolvable } from './checkSolvable.js';
import { createRecorder } from './createRecorder.js';
import { firstStep } from './firstStep.js';
import { heldStepper } from './heldStepper.js';
import { Integration } from './Integration.js';
import { ProgressReport } from './ProgressReport.js';
import { neighbour } from './neighbour.js';
import type { Recorder } from './Recorder.js';
import type { ReturnCode } from './ReturnCode.js';
import { describeReturn } from './ReturnCode.js';
import type { Solution } from './Solution.js';
import { solutionOf } from './solutionOf.js';
import type { ResolvedOptions, SolveOptions } from './SolveOptions.js';
import { resolveOptions } from './SolveOptions.js';
import type { SavedSegment } from './savedStates.js';
import { StopQueue } from './StopQueue.js';

/**
 * An integration that can be looked at and changed on the way: what `init` gives, and what events are called with.
 *
 * `S` is the state as `solve` gives it, `P` the parameters.
 */
/* eslint-disable @typescript-eslint/no-explicit-any -- events are written for the state of the problem that they will be given with */
export class Integrator<S = any, P = any> implements Iterable<{ t: number; u: S }> {
  /* eslint-enable @typescript-eslint/no-explicit-any */
  /** How the integration ended; undefined while it goes on. */
  code: ReturnCode | undefined = undefined;
  readonly problem: InitialValueProblem;
  readonly algorithm: Algorithm;
  /** What the solve cost up to now. */
  readonly stats: SolveStats;
  /** @internal */
  readonly options: ResolvedOptions;
  /** @internal */
  readonly started: StartedProblem;
  /** Recorded and saved parts; a new one begins where the state changes its length. @internal */
  readonly segments: Recorder[] = [];
  private system: System;
  private layout: StateLayout;
  private recorder: Recorder;
  private integration: Integration;
  private readonly stops: StopQueue;
  private readonly discontinuities: StopQueue;
  private readonly direction: number;
  private end: number;
  private detector: EventDetector | undefined = undefined;
  private readonly watch: AccumulationWatch;
  private readonly discrete: readonly DiscreteEvent[];
  private readonly continuous: readonly ContinuousEvent[];
  private readonly progress: ProgressReport | undefined;
  /** Whether the current state is the end of an accepted step that is not committed yet. */
  private isAtEnd = false;
  private hasRows = false;
  /** A tree that was given out as the state, read back after the event. */
  private givenOut: unknown = undefined;
  /** A state of another length that takes over. */
  private replacement: Float64Array | undefined = undefined;
  private isChanged = false;
  private isTerminated = false;

  /** @internal */
  constructor(
    problem: InitialValueProblem,
    given: Algorithm | undefined,
    private readonly givenOptions: SolveOptions,
    private readonly forDerivative: boolean,
  ) {
    const started = problem.begin();
    const { layout, start, t0, t1, system } = started;
    const algorithm = given ?? chooseAlgorithm(started, givenOptions);
    const options = resolveOptions(givenOptions, algorithm, layout, t0, t1);
    checkSolvable(algorithm, system);
    initialise(system, start, t0, options);
    this.problem = problem;
    this.algorithm = algorithm;
    this.started = started;
    this.options = options;
    this.system = system;
    this.layout = layout;
    this.stats = system.stats;
    this.end = t1;
    this.direction = t1 < t0 ? -1 : 1;
    this.stops = new StopQueue(this.direction);
    this.discontinuities = new StopQueue(this.direction);
    this.continuous = options.callbacks.filter(
      (event): event is ContinuousEvent => event.kind === 'continuous',
    );
    this.discrete = options.callbacks.filter((event): event is DiscreteEvent => event.kind === 'discrete');
    this.watch = new AccumulationWatch(Math.abs(t1 - t0));
    this.progress = options.progress === undefined ? undefined : new ProgressReport(options.progress, t0, t1);

    const stepper = algorithm.createStepper(system, start, options);
    this.recorder = this.createRecorder(t0, start);
    this.segments.push(this.recorder);
    this.recorder.log?.start(t0, start, options.saveStart);
    stepper.slope.fill(NaN);
    stepper.restart(t0);
    checkFirst(system, stepper.slope, stepper.u, t0);
    this.integration = new Integration(stepper, options, t0, 0, algorithm.order, system.stats, this.domain());
    if (!stepper.slope.every(Number.isFinite)) {
      this.code = 'Unstable';
      return;
    }
    this.integration.dt = options.dt > 0 ? options.dt : this.chooseStep();
    this.begin();
  }

  /** The time that was reached. */
  get t(): number {
    return this.isAtEnd ? this.integration.tNew : this.integration.t;
  }

  /**
   * The state there. In an event, change it in place or assign another, also one of another length; outside of events assign it, or call
   * `changed()` after changing it in place.
   */
  get u(): S {
    const flat = this.current;
    if (this.layout.kind === 'vector') return flat as S;
    const state = userState(this.layout, flat);
    if (this.layout.kind === 'tree') this.givenOut = state;
    return state as S;
  }

  set u(state: S) {
    const { layout } = this;
    this.isChanged = true;
    this.givenOut = undefined;
    if (layout.kind === 'vector' && (state as ArrayLike<number>).length !== layout.n) {
      this.replacement = Float64Array.from(state as ArrayLike<number>);
    } else {
      this.current.set(flatState(layout, state));
      if (!this.isAtEnd) this.changed();
    }
  }

  /** The parameters; in an event, change them in place or assign others; outside of events call `changed()` after changing them in place. */
  get p(): P {
    return this.system.p as P;
  }

  set p(p: P) {
    this.system.p = p;
    this.isChanged = true;
    if (!this.isAtEnd) this.changed();
  }

  /** Size of the next step, positive; it may be set. */
  get dt(): number {
    return this.integration.dt;
  }

  set dt(dt: number) {
    if (!(dt > 0))
      throw solverError(
        'DIFF5008',
        `integrator: dt is ${dt}`,
        'A step size is positive, also when time runs backwards.',
      );
    this.integration.dt = dt;
  }

  /** Start of the last step; in an event, the step ends at `t`. */
  get tPrev(): number {
    return this.isAtEnd ? this.integration.t : this.previous;
  }

  private previous = NaN;

  /** Where the integration ends. */
  get tEnd(): number {
    return this.end;
  }

  /** In an event: the state at a time of the step that ends here, by dense output. */
  interpolate(t: number): S {
    const { integration, layout } = this;
    if (!this.isAtEnd) {
      throw solverError(
        'DIFF5010',
        'integrator: interpolate was called outside of an event',
        'Use integrator.solution(t).',
      );
    }
    const { stepper, h } = integration;
    this.completeRows();
    const { interpolant } = this.algorithm;
    const weights = new Float64Array(interpolant.rows);
    interpolationWeights(interpolant, (t - integration.t) / h, weights);
    const flat = new Float64Array(layout.n);
    combineStages(flat, stepper.u, stepper.stages, weights, 0, weights.length, h);
    return userState(layout, flat) as S;
  }

  /** du/dt at the current time and state, [n]. */
  derivative(): Float64Array {
    const du = new Float64Array(this.layout.n);
    this.system.evaluate(du, this.current, this.t);
    return du;
  }

  /** Ends the integration here, with the code 'Terminated'. */
  terminate(): void {
    this.isTerminated = true;
    if (!this.isAtEnd && this.code === undefined) this.code = 'Terminated';
  }

  /** Makes a step end at t, which must not have passed. */
  addTstop(t: number): void {
    if (!((t - this.t) * this.direction >= 0)) {
      throw solverError(
        'DIFF5007',
        `integrator: a stop at ${t}, and t = ${this.t} has been reached`,
        'Stops lie ahead.',
      );
    }
    if (t !== this.t && (t - this.end) * this.direction < 0) this.stops.add(t);
  }

  /** Saves the state at t, which must not have passed; needs `saveat`. */
  addSaveat(t: number): void {
    if (!((t - this.t) * this.direction >= 0 && (this.end - t) * this.direction >= 0)) {
      throw solverError(
        'DIFF5007',
        `integrator: a save time ${t} outside of [${this.t}, ${this.end}]`,
        'Save times lie ahead.',
      );
    }
    this.recorder.log?.want(t, this.direction);
  }

  /** Says that the state or the parameters were changed in place outside of an event. */
  changed(): void {
    this.readBack(this.integration.stepper.u);
    reinitialise(this.system, this.integration.stepper.u, this.integration.t, this.options);
    this.integration.stepper.restart(this.integration.t);
    this.isChanged = false;
    this.detector?.begin(this.integration.stepper.u, this.integration.t);
  }

  /**
   * Makes one step, or steps up to t + dt.
   *
   * @param dt  how far to go, positive; default one step of the method
   * @param exactly  whether to end at t + dt, rather than with the first step beyond; default true
   * @returns whether the integration goes on
   */
  step(dt?: number, exactly = true): boolean {
    if (dt === undefined) {
      if (this.code === undefined) this.advanceOnce();
      return this.code === undefined;
    }
    const target = this.t + this.direction * dt;
    if (exactly && this.code === undefined) this.addTstop(target);
    while (this.code === undefined && (this.t - target) * this.direction < 0) this.advanceOnce();
    return this.code === undefined;
  }

  /** Integrates to the end and gives the solution. */
  solve(): Solution<S> {
    this.run();
    return this.solution();
  }

  /** The solution up to the present time. */
  solution(): Solution<S> {
    return solutionOf(this, false).solution as Solution<S>;
  }

  /**
   * A new integrator at the start of the same problem, or of one with other fields.
   *
   * @param fields  what is other than in the problem, such as `{ u0, tspan, p }`
   */
  reinit(fields: Readonly<Record<string, unknown>> = {}): Integrator<S, P> {
    return new Integrator<S, P>(remake(this.problem, fields), this.algorithm, this.givenOptions, false);
  }

  /** Integrates to the end. @internal */
  run(): void {
    if (this.code === undefined && this.isPlain())
      this.finish(this.integration.advance(this.end, this.recorder));
    while (this.code === undefined) this.advanceOnce();
  }

  /** The steps one by one, from the next on; the states are copies. */
  *[Symbol.iterator](): Iterator<{ t: number; u: S }> {
    while (this.code === undefined) {
      this.step();
      yield { t: this.t, u: userState(this.layout, this.current) as S };
    }
  }

  /** Gives the arrays of the stepper back, where no event has seen them. @internal */
  release(): void {
    if (this.options.callbacks.length === 0) this.integration.stepper.release?.();
  }

  /** One sentence on how the integration ended, or stands. @internal */
  describe(code: ReturnCode): string {
    return this.description(code)();
  }

  /** What gives that sentence later, of the state as it is now. @internal */
  description(code: ReturnCode): () => string {
    const { integration, options, algorithm, end, watch } = this;
    const { maxSteps, adaptive } = options;
    const { t, dt } = integration;
    const { name, stiff } = algorithm;
    const { detail } = watch;
    return () => describeReturn(code, { t, t1: end, dt, maxSteps, adaptive, algorithm: name, stiff, detail });
  }

  /** The saved parts. @internal */
  savedSegments(): SavedSegment[] {
    return this.segments.map(({ log, record }) => ({ log, record }));
  }

  /** The state in the solver's own array, [n]. @internal */
  get flat(): Float64Array {
    return this.current;
  }

  private get current(): Float64Array {
    const { stepper } = this.integration;
    return this.isAtEnd ? stepper.next : stepper.u;
  }

  private isPlain(): boolean {
    return (
      this.options.callbacks.length === 0 &&
      this.stops.next === undefined &&
      this.discontinuities.next === undefined &&
      this.progress === undefined
    );
  }

  private domain(): ((u: Float64Array, t: number) => boolean) | undefined {
    const tests = domainTests(this.discrete, this.options.isOutOfDomain);
    if (tests === undefined) return undefined;
    return (u, t) => !tests.some((isOutside) => isOutside(this.view(u), this.system.p, t));
  }

  /** A flat state as users see it. @internal */
  view(u: Float64Array): unknown {
    return this.layout.kind === 'vector' ? u : userState(this.layout, u);
  }

  private createRecorder(t0: number, start: Float64Array): Recorder {
    const { options, algorithm, forDerivative } = this;
    return createRecorder(options, algorithm, forDerivative, t0, start);
  }

  private chooseStep(): number {
    const { integration, options, algorithm, system, end } = this;
    const { stepper, t } = integration;
    if (end === t) return options.dtmax;
    const order = algorithm.startOrder ?? algorithm.order;
    const chosen = firstStep(system, stepper, t, end - t, order, options);
    return Math.min(Math.max(chosen, options.dtmin), options.dtmax);
  }

  /** What happens at t0, after the state is set up. */
  private begin(): void {
    const { options, integration } = this;
    const { t } = integration;
    for (const stop of options.tstops) this.addStop(stop);
    for (const jump of options.dStops) {
      if ((jump - t) * this.direction > 0 && (this.end - jump) * this.direction > 0)
        this.discontinuities.add(jump);
    }
    if (options.callbacks.length > 0) {
      const { u } = integration.stepper;
      const before = Float64Array.from(u);
      for (const event of options.callbacks) {
        if (event.initialize === undefined) continue;
        event.initialize(this);
        if (event.kind === 'continuous' || event.changes) this.recorder.markCut(); // parameters may be other than the problem's
      }
      this.readBack(u);
      if (u.some((x, j) => x !== before[j])) {
        this.recorder.jumped(t, u);
        if (options.saveStart) this.recorder.savePoint(t, u);
        this.isChanged = true;
      }
      if (this.isChanged) this.changed();
    }
    if (this.continuous.length > 0) this.createDetector();
    if (this.isTerminated) this.code = 'Terminated';
    else if (t === this.end) this.finish('Success');
  }

  private addStop(stop: number): void {
    if ((stop - this.t) * this.direction > 0 && (this.end - stop) * this.direction > 0) this.stops.add(stop);
  }

  private createDetector(): void {
    const { integration, continuous } = this;
    this.detector = new EventDetector(
      continuous,
      this.algorithm.interpolant,
      this.layout.n,
      (event, out, at, u, t) => {
        event.evaluate(out, at, this.view(u), t, this);
      },
    );
    if (!this.detector.begin(integration.stepper.u, integration.t)) this.finish('EventNotFinite');
  }

  /** One accepted step, with what happens at its end. */
  private advanceOnce(): void {
    const { integration, discontinuities, stops } = this;
    if (integration.t === this.end) return this.finish('Success');
    this.givenOut = undefined; // what was read between steps is not what events change
    const jump = discontinuities.next;
    const before = jump === undefined ? undefined : neighbour(jump, -this.direction);
    const stop = stops.next ?? this.end;
    const target = before !== undefined && (before - stop) * this.direction < 0 ? before : stop;
    const code = integration.step(target);
    if (code !== 'Success') return this.finish(code);
    this.hasRows = false;
    const { t, h } = integration;
    const outcome = this.detect(t, h);
    if (outcome === 'not finite') return this.finish('EventNotFinite');
    const passages = outcome === 'found' ? this.detector!.passages : NO_PASSAGES;
    if (this.recorder.readsRows(h, integration.tNew)) this.completeRows();
    this.recorder.accepted(integration.stepper, t, h, integration.tNew);
    if (outcome === 'found') this.recorder.markCut();
    this.isAtEnd = true;
    let accumulation: Passage | undefined;
    for (const passage of passages) {
      const { event, index, upwards } = passage;
      this.apply(event, () => event.affect(this, index, upwards));
      if (this.watch.isAccumulating(passage, integration.tNew)) accumulation = passage;
    }
    for (const event of this.discrete) {
      if (event.condition(this.u, this.t, this)) this.apply(event, () => event.affect(this), event.changes);
    }
    this.givenOut = undefined;
    const held = accumulation !== undefined && this.settle(accumulation);
    this.commit(passages, before);
    if (held) this.hold();
    this.progress?.step(integration.t, this.stats);
  }

  private detect(t: number, h: number): 'none' | 'found' | 'not finite' {
    const { detector, integration } = this;
    if (detector === undefined) return 'none';
    this.completeRows();
    const outcome = detector.find(integration.stepper, t, h, integration.tNew);
    if (outcome === 'found' && detector.theta < 1) {
      integration.tNew = t + detector.theta * h;
      integration.stepper.next.set(detector.state);
    }
    return outcome;
  }

  /** Lets an event change the state, and records that. */
  private apply(event: Callback, affect: () => void, changes = true): void {
    const { recorder, integration } = this;
    const { next } = integration.stepper;
    const { tNew } = integration;
    const before = Float64Array.from(next);
    const [savesBefore, savesAfter] = event.savePositions;
    const everyStep = this.options.saveTimes === undefined;
    if (savesBefore) recorder.savePoint(tNew, next);
    else if (everyStep && changes) recorder.dropPoint(tNew);
    affect();
    this.readBack(next);
    if (changes) {
      this.isChanged = true;
      recorder.markCut();
    }
    if (this.replacement !== undefined) return;
    if (changes) reinitialise(this.system, next, tNew, this.options);
    if (next.some((x, j) => !Object.is(x, before[j]))) recorder.jumped(tNew, next);
    if (savesAfter) recorder.savePoint(tNew, next);
  }

  /** Takes over what was changed in a tree that was given out. */
  private readBack(state: Float64Array): void {
    if (this.givenOut !== undefined) state.set(flatState(this.layout, this.givenOut));
    this.givenOut = undefined;
  }

  /** Does what an event wants where its passages pile up; true if the state is to be held. */
  private settle({ event, index }: Passage): boolean {
    const { accumulation } = event;
    if (typeof accumulation === 'function') {
      this.apply(event, () => accumulation(this, index));
      return false;
    }
    if (accumulation === 'hold') return true;
    if (!this.isTerminated) this.code = 'EventAccumulation';
    return false;
  }

  /** Ends the step: its end is where the next begins, after a discontinuity or an event afresh. */
  private commit(passages: readonly Passage[], jump: number | undefined): void {
    const { integration, stops, discontinuities, replacement } = this;
    this.previous = integration.t;
    integration.commit();
    this.isAtEnd = false;
    let { t } = integration;
    const atJump = jump !== undefined && t === jump;
    if (atJump) {
      t = neighbour(discontinuities.next!, this.direction);
      integration.t = t;
      discontinuities.pass(t);
    }
    stops.pass(t);
    const isDone = this.code !== undefined || this.isTerminated || t === this.end;
    if (replacement !== undefined) this.replaceState(replacement);
    else if (!isDone && (this.isChanged || passages.length > 0 || atJump)) {
      integration.stepper.restart(t);
      if (integration.stepper.proposeFactor !== undefined && this.options.adaptive)
        integration.dt = this.chooseStep();
      if (this.detector?.begin(integration.stepper.u, t) === false) return this.finish('EventNotFinite');
      this.detector?.settle(passages);
    }
    this.isChanged = false;
    this.replacement = undefined;
    if (this.isTerminated) this.finish('Terminated');
    else if (this.code !== undefined) this.finish(this.code);
    else if (t === this.end) this.finish('Success');
  }

  /** Goes on with a state of another length. */
  private replaceState(state: Float64Array): void {
    const { integration, algorithm, problem } = this;
    const { t, dt } = integration;
    const { system, layout } = problem.begin(state);
    Object.assign(system.stats, this.stats);
    system.p = this.system.p;
    Object.assign(this, { stats: system.stats });
    this.system = system;
    this.layout = layout;
    Object.assign(this.options, {
      atol: resolveOptions(this.givenOptions, algorithm, layout, t, this.end).atol,
    });
    const stepper = algorithm.createStepper(system, state, this.options);
    const earlier = this.recorder;
    this.recorder = this.createRecorder(t, state);
    if (earlier.log !== undefined) this.recorder.log?.continue(earlier.log);
    if (this.recorder.record !== undefined) this.recorder.record.earlier = earlier.record;
    this.segments.push(this.recorder);
    this.recorder.log?.savePoint(t, state, 0, 0);
    stepper.restart(t);
    this.integration = new Integration(
      stepper,
      this.options,
      t,
      dt,
      algorithm.order,
      system.stats,
      this.domain(),
    );
    if (this.options.adaptive) this.integration.dt = this.chooseStep();
    if (this.continuous.length > 0) this.createDetector();
  }

  /** Records the state as constant up to the end. */
  private hold(): void {
    const { integration, end } = this;
    const { t, stepper } = integration;
    if (t !== end) {
      this.recorder.accepted(heldStepper(stepper), t, end - t, end);
      integration.t = end;
    }
    this.finish('Success');
  }

  private completeRows(): void {
    const { integration } = this;
    if (!this.hasRows) integration.stepper.completeRows?.(integration.t, integration.h);
    this.hasRows = true;
  }

  private finish(code: ReturnCode): void {
    this.code = code;
    this.progress?.end(this.integration.t, this.stats);
    for (const event of this.options.callbacks) event.finalize?.(this);
  }
}

const NO_PASSAGES: readonly Passage[] = [];
