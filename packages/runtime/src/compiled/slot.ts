/** What a shadow holds where its primal holds `value`: 0 for a number, else the value's shadow. */
export function slot(value: unknown, shadow: unknown): unknown {
  return typeof value === 'number' ? 0 : shadow;
}
