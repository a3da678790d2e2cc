/** Values that are always there, although their types do not say so. */

/** The value. If it is missing, the model is wrong somewhere: this throws, and no guess takes its place. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("A value that is always there is missing.");
  return value;
}
