/** What the manager does with a script. It is run once for each request, as the manager runs it. */

import * as z from "zod";
import { judge } from "../lint/answer/index.ts";
import { bytesFromText, readRequest } from "../manager/index.ts";
import { ask, isExplanation, printedIn } from "../poll/index.ts";
import { absolute } from "./read.ts";
import {
  execPathInput,
  folderInput,
  keysInput,
  managerOf,
  releaseInput,
  requestInput,
  timeoutInput,
  verdict,
  verdictValue,
} from "./shapes.ts";
import { tool } from "./tool.ts";

const poll = z.object({
  verdict,
  printed: z
    .array(z.string())
    .describe("Lines that the script printed, where something is wrong: around the place, keys hidden"),
  durationMs: z.int(),
  notes: z.array(z.string()).describe("What explains the run, or why the script could not be started"),
});

export const testScript = tool({
  name: "test_script",
  title: "Run a poll script as the manager runs it",
  description:
    "Runs a key-poll script once for each request, as the Wazuh manager runs it (no shell, both streams in one pipe, few environment variables, a timeout), and says for each what the manager would do and how the script is fixed. The script really runs: it may ask a database. Needs the person's consent.",
  runs: true,
  input: z.object({
    execPath: execPathInput,
    requests: z.array(requestInput).min(1).max(10),
    folder: folderInput,
    timeout: timeoutInput,
    release: releaseInput,
    keys: keysInput,
  }),
  output: z.object({
    ok: z.boolean().describe("Every poll passed; an error answer passes too"),
    polls: z.array(poll),
  }),
  answer: async ({ execPath, requests, folder, timeout, release, keys }, world) => {
    const manager = await managerOf({ release, keys }, world);
    if (manager.kind === "refused") return manager;
    const { known, settings } = manager.value;
    const workingDirectory = absolute(folder ?? ".", world);
    const target = {
      execPath: bytesFromText(execPath),
      release: settings.release,
      timeoutSeconds: timeout,
      workingDirectory,
    };
    const polls: z.infer<typeof poll>[] = [];
    for (const request of requests) {
      const datagram = bytesFromText(request);
      const reading = readRequest(datagram);
      if (reading.kind === "discarded") {
        polls.push({
          verdict: verdictValue(judge(datagram, { kind: "nothing" }, known, settings)),
          printed: [],
          durationMs: 0,
          notes: [],
        });
        continue;
      }
      const { source, run, durationMs, obstacle } = await ask(target, reading.request, world.signal);
      const notes = run?.notes.filter(isExplanation).map(({ text }) => text) ?? [];
      const found = judge(datagram, source, known, settings);
      const { lines } = printedIn(found, source, run?.streams?.spans);
      polls.push({
        verdict: verdictValue(found),
        printed: found.state === "failed" ? lines.map(({ text }) => text) : [],
        durationMs: Math.round(durationMs),
        notes: obstacle === undefined ? notes : [obstacle, ...notes],
      });
    }
    return { kind: "answer", value: { ok: polls.every((each) => each.verdict.state !== "failed"), polls } };
  },
});
