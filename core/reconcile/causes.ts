/** Why agents could not be compared, or would not register. A cause that many share is shown once. */

/** What happened, and what to do about it. Contains no key. */
export interface Cause {
  readonly problem: string;
  readonly advice?: string | undefined;
}

/** What identifies the cause of a result. */
interface Caused {
  readonly request: string;
  readonly state: string;
  readonly why?: string | undefined;
  readonly cause?: Cause | undefined;
}

/** Agents with one cause together, in the order of the first of each. Agents without a reason are not grouped. */
export function byCause<T extends Caused>(agents: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<unknown, [T, ...T[]]>();
  for (const agent of agents) {
    const cause = keyOf(agent) ?? agent;
    const alike = groups.get(cause);
    if (alike === undefined) groups.set(cause, [agent]);
    else alike.push(agent);
  }
  return [...groups.values()];
}

/** The same text whatever was asked for. */
function keyOf({ request, state, why, cause }: Caused): string | undefined {
  if (why === undefined) return undefined;
  const asked = request.slice(request.indexOf(":") + 1);
  const text = `${state}\n${why}\n${cause?.problem ?? ""}\n${cause?.advice ?? ""}`;
  return asked === "" ? text : text.replaceAll(asked, "…");
}
