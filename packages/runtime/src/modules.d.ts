declare module 'ndarray-ops' {
  const ops: unknown;
  export default ops;
}
