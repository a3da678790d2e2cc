/** What passes through the stand-in, item by item: where each came from, how far it got, and why it stopped there. */

import { judge } from "../core/lint/answer/index.ts";
import { MASK } from "../core/lint/mask.ts";
import { type ByteString, type KeyEntry, textFromBytes } from "../core/manager/index.ts";
import { say } from "../core/words/index.ts";
import type { Change } from "./authd.ts";
import { type Exchange, portText } from "./exchange.ts";
import type { Asked } from "./key-requests.ts";
import type { ShownLine } from "./log.ts";
import type { StandInEvents } from "./options.ts";
import { type LoggedLine, MOST_KEPT, type Passage, type Station, type Stop } from "./passage.ts";
import type { Received } from "./remoted.ts";

export class Passages {
  readonly #onPassage: (passage: Passage) => void;
  readonly #kept = new Map<number, Passage>();
  /** Items that wait for the script, by their request. */
  readonly #waiting = new Map<ByteString, Passage[]>();
  /** Lines and changes of the current item. Everything about one item arrives in one turn of the event loop. */
  #lines: ShownLine[] = [];
  #change: Change | undefined;
  #next = 1;

  /** `onPassage` is called with each item, and again with the same id when it gets further. */
  constructor(onPassage: (passage: Passage) => void) {
    this.#onPassage = onPassage;
  }

  /** The newest last. */
  get all(): readonly Passage[] {
    return [...this.#kept.values()];
  }

  clear(): void {
    this.#kept.clear();
    this.#waiting.clear();
  }

  /** The stand-in has stopped: waiting items get no answer. */
  stopped(): void {
    this.#waiting.clear();
  }

  /** The events of a stand-in. */
  readonly events: StandInEvents = {
    line: (line) => {
      if (this.#lines.length === 0) queueMicrotask(() => this.#leftOver());
      this.#lines.push(line);
    },
    change: (change) => {
      this.#change = change;
    },
    exchange: (exchange) => this.#registered(exchange),
    received: (received, polls) => this.#received(received, polls),
    asked: (asked) => this.#asked(asked),
  };

  #registered({ at, port, from, sent, answered }: Exchange): void {
    const log = this.#taken();
    const change = this.#changeTaken();
    const isAdded = change !== undefined;
    const source = from === "" ? portText(port) : say`${portText(port)}, from ${from}`;
    const stops: Stop[] = [
      { station: "agent", state: "done", summary: `${sent} (${source})`, log: [] },
      {
        station: "authd",
        state: isAdded ? "done" : isRefusal(answered) ? "stopped" : "ended",
        summary: answered ?? say`closed without an answer`,
        log,
      },
    ];
    if (isAdded) stops.push(landed(change));
    const title = /OSSEC A:'([^']*)'|"(?:agent_)?name": ?"([^"]*)"/.exec(sent)?.slice(1).find(Boolean);
    this.#put(at.getTime(), title ?? portText(port), "registration", stops, adviceIn(log));
  }

  #received({ peer, what, isAccepted, agent, request }: Received, polls: boolean): void {
    const log = this.#taken();
    const title = agent === undefined ? (request?.replace(":", " ") ?? peer) : nameOf(agent);
    const from: Stop = { station: "agent", state: "done", summary: say`a message from ${peer}`, log: [] };
    if (request === undefined) {
      const state = isAccepted ? "ended" : "stopped";
      const stops: readonly Stop[] = [from, { station: "remoted", state, summary: what, log }];
      this.#put(Date.now(), title, "message", stops, adviceIn(log));
      return;
    }
    const asks: Stop = { station: "remoted", state: "done", summary: say`${what}: asks for the key`, log };
    const summary = polls
      ? textFromBytes(request)
      : say`key polling is off: no <exec_path> in etc/ossec.conf`;
    const stops: readonly Stop[] = [
      from,
      asks,
      { station: "request", state: polls ? "waiting" : "stopped", summary, log: [] },
    ];
    const passage = this.#put(Date.now(), title, "message", stops, polls ? undefined : adviceIn(log));
    if (polls) this.#waiting.set(request, [...(this.#waiting.get(request) ?? []), passage]);
  }

  /** The script has answered a request, or the queue has rejected it. */
  #asked({ datagram, source, known, settings, durationMs }: Asked): void {
    const log = this.#taken();
    const change = this.#changeTaken();
    const request = textFromBytes(datagram);
    const waiting = this.#waiting.get(datagram) ?? [];
    // A rejected duplicate is the last one; an answer belongs to the first one.
    const open = source === undefined ? waiting.pop() : waiting.shift();
    if (waiting.length === 0) this.#waiting.delete(datagram);
    const before = open?.stops.slice(0, -1) ?? [];
    const stopAt = (station: Station, state: Stop["state"], summary: string, lines = log): Stop => ({
      station,
      state,
      summary,
      log: lines,
    });
    if (source === undefined) {
      const stops = [...before, stopAt("request", "stopped", say`${request}: not added to the queue`)];
      this.#replace(open, request, stops, adviceIn(log));
      return;
    }
    const { state, title, consequence, advice } = judge(datagram, source, known, settings);
    const isRegistered = state === "registered";
    const stops = [
      ...before,
      stopAt("request", "done", request, []),
      stopAt("script", "done", say`answered after ${Math.round(durationMs)} ms`, []),
      stopAt(
        "answer",
        isRegistered ? "done" : state === "failed" ? "stopped" : "ended",
        title,
        isRegistered ? [] : log,
      ),
      ...(isRegistered
        ? [stopAt("authd", "done", consequence), ...(change === undefined ? [] : [landed(change)])]
        : []),
    ];
    this.#replace(open, request, stops, advice);
  }

  /** Lines that belong to no item: the start, a file that was read again. */
  #leftOver(): void {
    const log = this.#taken();
    const first = log[0];
    if (first === undefined) return;
    const station = first.daemon.endsWith("remoted") ? "remoted" : "authd";
    this.#put(
      Date.now(),
      first.daemon,
      "log",
      [{ station, state: "ended", summary: first.text, log }],
      undefined,
    );
  }

  #taken(): readonly LoggedLine[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines.map(({ daemon, level, text, meaning }) => ({ daemon, level, text, meaning }));
  }

  #changeTaken(): Change | undefined {
    const change = this.#change;
    this.#change = undefined;
    return change;
  }

  #put(
    at: number,
    title: string,
    kind: Passage["kind"],
    stops: readonly Stop[],
    advice: string | undefined,
  ): Passage {
    return this.#keep({ id: this.#next++, at, title, kind, state: stateOf(stops), stops, advice });
  }

  #replace(
    open: Passage | undefined,
    title: string,
    stops: readonly Stop[],
    advice: string | undefined,
  ): void {
    if (open === undefined) this.#put(Date.now(), title, "message", stops, advice);
    else this.#keep({ ...open, stops, advice, state: stateOf(stops) });
  }

  #keep(passage: Passage): Passage {
    this.#kept.set(passage.id, passage);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#onPassage(passage);
    return passage;
  }
}

function stateOf(stops: readonly Stop[]): Passage["state"] {
  const last = stops.at(-1)?.state;
  return last === "waiting" ? "waiting" : last === "stopped" ? "refused" : "passed";
}

function landed({ added, removed }: Change): Stop {
  const lines = [
    ...removed.map((each) => `- ${recordOf(each)}`),
    ...added.map((each) => `+ ${recordOf(each)}`),
  ];
  return { station: "client.keys", state: "ended", summary: lines.join("   "), log: [] };
}

function nameOf({ id, name }: KeyEntry): string {
  return `${textFromBytes(id)} ${textFromBytes(name)}`;
}

function recordOf(entry: KeyEntry): string {
  return `${nameOf(entry)} ${textFromBytes(entry.address.stored)} ${MASK}`;
}

/** What the registration service and the API answer if they register nothing. */
function isRefusal(answered: string | undefined): boolean {
  return answered === undefined || /^(?:ERROR|[45]\d\d )|"error": ?[1-9]/.test(answered);
}

/** What the most severe line means, and what to do. */
function adviceIn(log: readonly LoggedLine[]): string | undefined {
  return log.findLast(
    ({ level, meaning }) => meaning !== undefined && ["warning", "error", "critical"].includes(level),
  )?.meaning;
}
