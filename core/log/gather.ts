/**
 * What belongs to one agent: a log names the same agent by its id in one line and by its name or address in another.
 */

import { textFromBytes, writtenText } from "../manager/index.ts";
import type { Agent, Pair } from "./agent.ts";
import type { Records } from "./records.ts";
import type { Story } from "./story.ts";

export interface Card {
  readonly id: string | undefined;
  readonly names: readonly string[];
  /** The sources of its messages with their numbers of lines, the most frequent first. */
  readonly sources: readonly (readonly [source: string, lines: number])[];
  /** How often a message came from another source than the previous one. */
  readonly changes: number;
  readonly record: { readonly id: string; readonly name: string; readonly address: string } | undefined;
  /** One for each cause. Counts under several names are not added up. */
  readonly pairs: readonly Pair[];
}

/** One card for each agent that lines name. */
export function gather(story: Story, records: Records | undefined): readonly Card[] {
  const idOfName = new Map<string, string>();
  for (const { id, names } of story.agents.values()) {
    if (id !== undefined) for (const name of names) idOfName.set(name, id);
  }
  const piles = new Map<string, Agent[]>();
  for (const agent of story.agents.values()) {
    const key = keyOf(agent, idOfName, records);
    const pile = piles.get(key);
    if (pile === undefined) piles.set(key, [agent]);
    else pile.push(agent);
  }
  return [...piles.values()].map((agents) => cardOf(agents, records));
}

function keyOf(agent: Agent, idOfName: ReadonlyMap<string, string>, records: Records | undefined): string {
  if (agent.id !== undefined) return agent.id;
  for (const name of agent.names) {
    const id = idOfName.get(name) ?? records?.find(undefined, [name])?.id;
    if (id !== undefined) return id;
  }
  return agent.key;
}

function cardOf(agents: readonly Agent[], records: Records | undefined): Card {
  const names = [...new Set(agents.flatMap((agent) => agent.names))];
  const id = agents.find((agent) => agent.id !== undefined)?.id;
  const entry = records?.find(id, names);
  return {
    id: id ?? entry?.id,
    names,
    sources: sourcesOf(agents),
    changes: agents.reduce((sum, { changes }) => sum + changes, 0),
    record: entry && {
      id: textFromBytes(entry.id),
      name: textFromBytes(entry.name),
      address: textFromBytes(writtenText(entry.address, true)),
    },
    pairs: agents.flatMap(({ pairs }) => pairs),
  };
}

function sourcesOf(agents: readonly Agent[]): Card["sources"] {
  const found = new Map<string, number>();
  for (const { sources } of agents) {
    for (const { source, lines } of sources) found.set(source, (found.get(source) ?? 0) + lines);
  }
  return [...found].sort((a, b) => b[1] - a[1]);
}
