/** The agent that a line is about: its id, name and addresses, by the names of the values. */

import type { Recognised } from "./recognise.ts";

export interface Subject {
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** The source of a message. */
  readonly source: string | undefined;
  /** An address of a record or of a request. */
  readonly address: string | undefined;
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
  const found: Subject = {
    id: valueNamed("id") ?? valueNamed("old id") ?? (isId ? either : undefined) ?? idIn(valueNamed("reason")),
    name: valueNamed("name") ?? (isId ? undefined : either),
    source: single(valueNamed("source address")),
    address: single(valueNamed("address")),
  };
  const isNobody = Object.values(found).every((each) => each === undefined);
  return isNobody ? undefined : found;
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
function idIn(reason: string | undefined): string | undefined {
  return reason === undefined
    ? undefined
    : (/\(id '(\d+)'\)/.exec(reason) ?? /^Agent '(\d+)'/.exec(reason))?.[1];
}
