import { DiffError } from '../errors/DiffError.js';
import { type Lane, Taped } from '../trace/Lane.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';
import type { Trace } from '../trace/Trace.js';
import type { Tape, Watch } from '../tape/Tape.js';

/**
 * What traced code records while a checkpoint makes its call. It is gone when the call has ended, and recorded once more, entry by entry the same,
 * when the call is reversed.
 *
 * Numbers of the trace around it get entries of their own here (`taken`), whose cotangents go there. Numbers that get out other than as the result (in
 * variables, private fields) get an entry there, which asks for the cotangent of theirs (`wanted`).
 */
export class CheckpointTrace extends ReverseTrace {
  /** Entries that stand for numbers of the trace around, by theirs. */
  readonly taken = new Map<number, Taped>();
  /** Cotangents of numbers that got out. */
  readonly wanted = new Map<number, number>();
  private readonly handedOn = new Map<number, Taped>();
  /** Whether the call has ended, and it was the first time that it was made. */
  private isKept = false;

  constructor(
    tape: Tape,
    readonly around: ReverseTrace,
    watch: Watch | undefined,
    private readonly entered: (o: object, shadow: unknown) => void,
  ) {
    super(tape);
    this.watch = watch;
    this.mixed = tape.mixed || around.mixed;
  }

  /** The call has ended: what is recorded is forgotten, but its numbers are known. */
  keep(): void {
    this.isKept = true;
    this.release();
  }

  /** Gives the cotangents of numbers of the trace around to that. */
  deliver(): void {
    this.taken.forEach((leaf, index) => {
      const d = this.take(leaf.index);
      if (d !== 0) this.around.seed(index, d);
    });
  }

  private outermost(): ReverseTrace {
    let root = this.around;
    while (root instanceof CheckpointTrace) root = root.around;
    return root;
  }

  override slotsOf(o: object): unknown {
    this.watch?.meet(o);
    return super.slotsOf(o);
  }

  override adopt(o: object, slots: unknown): void {
    if (slots === undefined || this.tape.map.has(o)) return;
    this.watch?.meet(o);
    super.adopt(o, slots);
    this.entered(o, slots);
  }

  override activate(o: object): unknown {
    this.watch?.meet(o);
    const slots = super.activate(o);
    if (slots !== undefined) this.entered(o, slots);
    return slots;
  }

  protected override foreign(lane: NonNullable<Lane>): Lane {
    // Of a trace that stood over this one (forward mode) or of a call within this one.
    const handed = super.foreign(lane);
    if (handed !== undefined) return handed;
    const index = this.around.indexOf(lane);
    if (index === 0) return undefined;
    let own = this.taken.get(index);
    if (own === undefined) this.taken.set(index, (own = this.leaf()));
    return own;
  }

  override handOn(lane: Lane, to: Trace): Lane {
    if (!this.isKept || !(lane instanceof Taped)) return undefined;
    if (to !== this.around) {
      if (to !== this.outermost()) return undefined;
      throw new DiffError(
        'DIFF3105',
        'a variable was assigned in a call made by checkpoint(f, …) within another such call, and used behind both. Return what is used instead.',
      );
    }
    const { index } = lane;
    let own = this.handedOn.get(index);
    if (own === undefined) {
      own = this.around.custom({
        reverse: (_trace, d) => {
          if (d !== 0) this.wanted.set(index, (this.wanted.get(index) ?? 0) + d);
        },
      });
      this.handedOn.set(index, own);
    }
    return own;
  }
}
