import { rememberProxy } from '../../records/knownProxies.js';
import { rememberRevoke } from '../proxies.js';
import { registers as r } from '../registers.js';
import { tracedHandler } from '../tracedHandler.js';
import { type ConstructorEntry, isObject, type NativeEntry } from './TracedNative.js';

/** `new Proxy(target, handler)` and `Proxy.revocable`. */
export function proxyConstructors(): ConstructorEntry[] {
  return [
    [
      Proxy,
      (_trace, args, _lanes, newTarget) => {
        const given = isObject(args[1]) ? [args[0], tracedHandler(args[1])] : args;
        const proxy = Reflect.construct(Proxy, given, newTarget) as object;
        return rememberProxy(proxy, args[0] as object, args[1] as object);
      },
    ],
  ];
}

export function proxyNatives(): NativeEntry[] {
  return [
    [
      Proxy.revocable,
      (_trace, _self, _l, args) => {
        const made = Proxy.revocable(
          args[0] as object,
          isObject(args[1]) ? tracedHandler(args[1]) : (args[1] as ProxyHandler<object>),
        );
        if (isObject(args[0]) && isObject(args[1])) rememberProxy(made.proxy, args[0], args[1]);
        rememberRevoke(made.revoke);
        r.m = undefined;
        return made;
      },
    ],
  ];
}
