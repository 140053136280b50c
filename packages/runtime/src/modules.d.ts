declare module 'ndarray-ops' {
  const ops: unknown;
  // eslint-disable-next-line no-restricted-syntax -- the package is what it is
  export default ops;
}
