/**
 * What belongs to one agent: a log names the same agent by its id in one line and by its name or address in another.
 */

import { textFromBytes, writtenText } from "../manager/index.ts";
import type { Records } from "./records.ts";
import type { Agent, Pair, Story } from "./story.ts";

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
  const piles = new Map<string, { agents: Set<Agent>; pairs: Pair[] }>();
  for (const pair of story.pairs) {
    if (pair.agent === undefined) continue;
    const key = keyOf(pair.agent, idOfName, records);
    let pile = piles.get(key);
    if (pile === undefined) {
      pile = { agents: new Set(), pairs: [] };
      piles.set(key, pile);
    }
    pile.agents.add(pair.agent);
    pile.pairs.push(pair);
  }
  return [...piles.values()].map(({ agents, pairs }) => cardOf([...agents], pairs, records));
}

function keyOf(agent: Agent, idOfName: ReadonlyMap<string, string>, records: Records | undefined): string {
  if (agent.id !== undefined) return agent.id;
  for (const name of agent.names) {
    const id = idOfName.get(name) ?? records?.find(undefined, [name])?.id;
    if (id !== undefined) return id;
  }
  return agent.key;
}

function cardOf(agents: readonly Agent[], pairs: readonly Pair[], records: Records | undefined): Card {
  const names = [...new Set(agents.flatMap((agent) => [...agent.names]))];
  const id = agents.find((agent) => agent.id !== undefined)?.id;
  const entry = records?.find(id, names);
  const sources = new Map<string, number>();
  for (const agent of agents) {
    for (const { source, lines } of agent.sources) sources.set(source, (sources.get(source) ?? 0) + lines);
  }
  return {
    id: id ?? entry?.id,
    names,
    sources: [...sources].sort((a, b) => b[1] - a[1]),
    changes: agents.reduce((sum, { changes }) => sum + changes, 0),
    record: entry && {
      id: textFromBytes(entry.id),
      name: textFromBytes(entry.name),
      address: textFromBytes(writtenText(entry.address, true)),
    },
    pairs,
  };
}
