import { computed, customRef, effect, reactive, readonly, ref, toRaw, toRefs, watch } from '@vue/reactivity';

export const packages = ['@vue/reactivity', '@vue/shared'];
export const style =
  'reactive objects, lists and Maps by Proxy, references with accessors, dependency tracking';

function state(x, y) {
  const state = reactive({ x, list: [x, y], map: new Map([['k', x]]), deep: { a: { b: y } } });
  const factor = ref(y);
  const total = computed(
    () =>
      state.x * factor.value +
      state.list.reduce((sum, each) => sum + each, 0) +
      state.map.get('k') * state.deep.a.b,
  );
  let seen = 0;
  effect(() => {
    seen += total.value;
  });
  state.x *= 2;
  factor.value += x;
  state.list.push(x * y);
  state.map.set('k', y * y);
  state.deep.a.b = x + 1;
  state.list.sort((a, b) => b - a);
  state.list.reverse();
  const refs = toRefs(state);
  refs.x.value += 1;
  return seen + total.value + toRaw(state).list[0] + readonly(state).deep.a.b;
}

function watched(x) {
  const source = ref({ n: x });
  let out = 0;
  watch(
    () => source.value.n ** 2,
    (now, before) => {
      out += now - 0.5 * before;
    },
  );
  source.value.n += 1;
  source.value = { n: x * 3 };
  const doubled = customRef((track, trigger) => {
    let value = x;
    return {
      get() {
        track();
        return value * 2;
      },
      set(next) {
        value = next;
        trigger();
      },
    };
  });
  doubled.value *= x;
  return out + doubled.value;
}

export const cases = {
  'a reactive object and a computed value': { f: state, args: () => [1.5, 0.7] },
  'watched, and a reference of its own': { f: watched, args: () => [1.5] },
};
