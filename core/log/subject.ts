/** The agent that a line is about: its id, name and addresses, by the names of the values. */

import type { Recognised } from "./recognise.ts";

export interface Subject {
  /** The same in all lines that name the agent in the same way: its id, or else its name, or else where it is. */
  readonly key: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** The source of a message. */
  readonly source: string | undefined;
}

/** What a line has if the manager does not know the value. */
const UNKNOWN = new Set(["", "unknown", "(unknown)", "(null)", "any"]);

/** The agent of a line. Undefined if it names none. */
export function subjectOf(recognised: Recognised): Subject | undefined {
  const places = placesOf(recognised.wording.values);
  const valueNamed = (wanted: Telling): string | undefined => {
    const at = places[wanted];
    const value = at === undefined ? undefined : recognised.values[at];
    return value === undefined || UNKNOWN.has(value) ? undefined : value;
  };
  const either = valueNamed("id or name");
  const isId = either !== undefined && /^\d+$/.test(either);
  const existing = agentIn(valueNamed("reason"));
  const id = valueNamed("id") ?? valueNamed("old id") ?? (isId ? either : undefined) ?? existing.id;
  const name = valueNamed("name") ?? (isId ? undefined : either) ?? existing.name;
  const source = single(valueNamed("source address"));
  const place = source ?? single(valueNamed("address"));
  if (id === undefined && name === undefined && place === undefined) return undefined;
  return { key: id ?? (name === undefined ? ` ${place}` : `${name} `), id, name, source };
}

/** Values that show which agent a line is about. */
const TELLING = ["id", "old id", "id or name", "name", "reason", "source address", "address"] as const;
type Telling = (typeof TELLING)[number];
type Places = Partial<Record<Telling, number>>;

/** The indexes of those values; looked up once for each wording. */
const known = new WeakMap<readonly string[], Places>();

function placesOf(names: readonly string[]): Places {
  let places = known.get(names);
  if (places === undefined) {
    places = {};
    for (const each of TELLING) {
      const at = names.indexOf(each);
      if (at >= 0) places[each] = at;
    }
    known.set(names, places);
  }
  return places;
}

/** A network does not show where a message came from. */
function single(address: string | undefined): string | undefined {
  return address?.includes("/") === true ? undefined : address;
}

/** The reason why an agent is replaced or not names the existing agent. */
function agentIn(reason = ""): { readonly id?: string | undefined; readonly name?: string | undefined } {
  const [, name, id = /^Agent '(\d+)'/.exec(reason)?.[1]] = /'([^']*)' \(id '(\d+)'\)/.exec(reason) ?? [];
  return { id, name };
}
