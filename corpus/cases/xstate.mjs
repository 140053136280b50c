import { assign, createActor, createMachine } from 'xstate';

export const packages = ['xstate'];
export const style = 'state machines: configuration objects, actors, guards, context handed along';

function machine(x, y) {
  const definition = createMachine({
    id: 'm',
    initial: 'idle',
    context: { value: x, count: 0 },
    states: {
      idle: {
        on: {
          GO: {
            target: 'running',
            actions: assign({
              value: ({ context, event }) => context.value * event.factor,
              count: ({ context }) => context.count + 1,
            }),
          },
        },
      },
      running: {
        always: {
          guard: ({ context }) => context.value > 2,
          target: 'done',
          actions: assign(({ context }) => ({ value: context.value ** 2 })),
        },
        on: { GO: 'idle' },
      },
      done: { type: 'final' },
    },
  });
  const actor = createActor(definition).start();
  let seen = 0;
  actor.subscribe(({ context }) => {
    seen += context.value;
  });
  actor.send({ type: 'GO', factor: y });
  actor.send({ type: 'GO', factor: y });
  actor.send({ type: 'GO', factor: y * y });
  return seen + actor.getSnapshot().context.value;
}

export const cases = { 'a machine with guards and assignments': { f: machine, args: () => [1.2, 1.5] } };
