/** The arrays of this folder. The build copies it for each kind of array, with this type replaced. */
export type Numbers = Float64Array;
