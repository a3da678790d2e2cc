/** `keypoll explain`: the meaning of a rule, a message of the manager or a line of its log. */

import { ruleCodes, ruleOf } from "../../core/documents/rules.ts";
import {
  type ExplainedMessage,
  explainLog,
  explainMessage,
  searchLog,
} from "../../core/lint/explain/index.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { didYouMean, nearest } from "../../core/lint/nearest.ts";
import { messageIds } from "../../core/manager/message-families.ts";
import type { PageOf } from "../commands/rule-pages.ts";
import { ExitCode } from "../exit-code.ts";
import type { ExplainReport } from "../report/report.ts";
import { tool } from "../report/tool.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { explainText } from "./explain-text.ts";

export interface ExplainOptions {
  /** A rule's code or a message's name. */
  readonly code?: string;
  /** A line as it is in ossec.log. */
  readonly log?: string;
  readonly pageOf: PageOf;
  readonly format: "text" | "json";
}

/** Maximum messages that are suggested if nothing matches exactly. */
const MOST_SIMILAR = 5;

/** Prints the explanation and returns the exit code. */
export function explain(options: ExplainOptions, terminal: Terminal): ExitCode {
  const { code, log, format } = options;
  if ((code === undefined) === (log === undefined)) {
    terminal.complain({
      what: "keypoll explain needs exactly one thing to explain.",
      advice:
        'Name one rule, as in "keypoll explain duplicate-id", or give one line of the log with --log "…".',
    });
    return ExitCode.couldNotRun;
  }
  const report = code === undefined ? explainedLine(log ?? "") : explainedCode(code);
  const isKnown = report.rule !== undefined || report.messages.length > 0;
  if (format === "json") terminal.print(`${JSON.stringify(report, null, 2)}\n`);
  else if (isKnown) {
    const page = report.rule === undefined ? undefined : withoutTitle(options.pageOf(report.rule.code));
    terminal.print(`${explainText(report, page, terminal).join("\n")}\n`);
  }
  if (isKnown) return ExitCode.fine;
  terminal.complain({
    what:
      code === undefined
        ? "This line matches no message that Key Poll knows. It may still be about agents or keys."
        : `Nothing is called "${code}".${didYouMean(code, [...ruleCodes, ...messageIds])}`,
    advice: adviceOf(report, code),
  });
  // An unknown word is wrong usage. An unknown line of a log may simply be about something else.
  return code === undefined ? ExitCode.findings : ExitCode.couldNotRun;
}

/** Similarly spelt names were already suggested; this adds messages with similar words. */
function adviceOf({ similar }: ExplainReport, code: string | undefined): string {
  const meant = code === undefined ? undefined : nearest(code, [...ruleCodes, ...messageIds]);
  const rules = code === undefined ? [] : ruleCodes.filter((each) => hasWordsOf(each, code));
  const names = [...rules, ...similar.map(({ id }) => id)].filter((each) => each !== meant);
  return names.length === 0
    ? "Check the spelling."
    : `It may be one of these: ${names.slice(0, MOST_SIMILAR).join(", ")}.`;
}

function hasWordsOf(code: string, query: string): boolean {
  const words = code.split("-");
  return query
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => word.length > 2 && words.includes(word));
}

function withoutTitle(page: string | undefined): string | undefined {
  return page?.slice(page.indexOf("\n\n", page.indexOf("`")) + 2).trimEnd();
}

function explainedCode(code: string): ExplainReport {
  const messages = explainMessage(code) ?? [];
  const rule = ruleOf(code);
  const isKnown = rule !== undefined || messages.length > 0;
  return {
    ...head,
    query: withoutKeys(code),
    ...(rule === undefined ? {} : { rule }),
    messages,
    similar: isKnown ? [] : similarTo(code),
  };
}

function explainedLine(line: string): ExplainReport {
  const { text, messages } = explainLog(line);
  return { ...head, query: text, messages, similar: messages.length > 0 ? [] : similarTo(text) };
}

const head = { tool, command: "explain" } as const;

function similarTo(words: string): readonly ExplainedMessage[] {
  return searchLog(words, MOST_SIMILAR);
}
