/** A storm played out step by step with the manager's own queue: slow and simple, to compare the simulation with. */

import { RequestQueue } from "../../../core/manager/index.ts";

export interface ReferenceOptions {
  readonly agents: number;
  readonly threads: number;
  readonly queueSize: number;
  /** Milliseconds of every run. */
  readonly busyMs: number;
  readonly retryMs: number;
}

/** All agents ask at moment 0 and then once in every period; remoted accepts them at their first try after the registration. */
export function playOut({ agents, threads, queueSize, busyMs, retryMs }: ReferenceOptions) {
  const queue = new RequestQueue({ queueSize });
  const outside = new Set(Array.from({ length: agents }, (_, at) => String(at)));
  const registered = new Set<string>();
  let running: { readonly end: number; readonly agent: string }[] = [];
  const seen = { discardedFull: 0, discardedPending: 0, peakDepth: 0, runs: 0, lastRegisteredMs: 0 };
  const dispatch = (now: number): void => {
    while (running.length < threads) {
      const agent = queue.take();
      if (agent === undefined) return;
      running.push({ end: now + busyMs, agent });
    }
  };
  for (let now = 0; outside.size > 0; now += retryMs) {
    for (const agent of outside) {
      if (registered.has(agent)) {
        outside.delete(agent);
        continue;
      }
      const fate = queue.offer(agent);
      if (fate === "queue-full") seen.discardedFull++;
      if (fate === "request-pending") seen.discardedPending++;
      dispatch(now);
      seen.peakDepth = Math.max(seen.peakDepth, queue.depth);
    }
    // Everything that ends before all ask again.
    for (;;) {
      const ended = running.toSorted((a, b) => a.end - b.end)[0];
      if (ended === undefined || ended.end > now + retryMs) break;
      running = running.filter((each) => each !== ended);
      queue.end(ended.agent);
      registered.add(ended.agent);
      seen.runs++;
      seen.lastRegisteredMs = ended.end;
      dispatch(ended.end);
    }
  }
  return seen;
}
