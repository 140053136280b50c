/** Colours of curves, told apart with any colour vision. Reference: Okabe & Ito, Color Universal Design, 2008. */
export const palette = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#7a5195',
  '#5c5c5c',
] as const;

/** Of text and axes; of what is secondary. */
export const ink = '#22303c';
export const faint = '#6b7a87';

export const fontFamily = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif";

/** Colour of curve number k. */
export const colourOf = (k: number): string => palette[k % palette.length];

/** The palette goes round with other dashes. */
export function dashesOf(k: number): string | undefined {
  return [undefined, '7 4', '2 3'][Math.floor(k / palette.length) % 3];
}
