/** `keypoll explain`: what a rule, a message of the manager or a line of its log means. */

import {
  type ExplainedMessage,
  explainLog,
  explainMessage,
  explainRule,
  searchLog,
} from "../../core/lint/explain/index.ts";
import { keyFileRules } from "../../core/lint/key-file/index.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import { ExitCode } from "../exit-code.ts";
import type { ExplainedRuleReport, ExplainReport } from "../report/report.ts";
import { tool } from "../report/tool.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { explainText } from "./explain-text.ts";

export interface ExplainOptions {
  /** A rule's code or a message's name. */
  readonly code?: string;
  /** A line as it stands in ossec.log. */
  readonly log?: string;
  readonly format: "text" | "json";
}

/** Messages that are named where nothing fits exactly. */
const MOST_SIMILAR = 5;

/** The explanation goes to the terminal; what is returned is the exit code. */
export function explain(options: ExplainOptions, terminal: Terminal): ExitCode {
  const { code, log, format } = options;
  if ((code === undefined) === (log === undefined)) {
    terminal.complain({
      what: "There is nothing to explain, or too much.",
      advice:
        'Name one rule, as in "keypoll explain duplicate-id", or give one line of the log with --log "…".',
    });
    return ExitCode.couldNotRun;
  }
  const report = code === undefined ? explainedLine(log ?? "") : explainedCode(code);
  const isKnown = report.rule !== undefined || report.messages.length > 0;
  if (format === "json") terminal.print(`${JSON.stringify(report, null, 2)}\n`);
  else if (isKnown) terminal.print(`${explainText(report, terminal).join("\n")}\n`);
  if (isKnown) return ExitCode.fine;
  const similar = report.similar.map(({ id }) => id);
  terminal.complain({
    what:
      code === undefined
        ? "This line is no message that has to do with keys."
        : `Nothing is called "${code}".`,
    advice:
      similar.length === 0 ? "Check the spelling." : `Perhaps it is one of these: ${similar.join(", ")}.`,
  });
  return ExitCode.findings;
}

function explainedCode(code: string): ExplainReport {
  const messages = explainMessage(code) ?? [];
  const rule = ruleOf(code);
  const isKnown = rule !== undefined || messages.length > 0;
  return {
    ...head,
    query: code,
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

function ruleOf(code: string): ExplainedRuleReport | undefined {
  const aboutAnswers = explainRule(code);
  if (aboutAnswers !== undefined) {
    const { authority, severity, title, advice } = aboutAnswers;
    return { code, about: "answer", authority, severity, title, advice, page: rulePage(code) };
  }
  const aboutFiles = keyFileRules.find((rule) => rule.code === code);
  if (aboutFiles === undefined) return undefined;
  const { severity, title } = aboutFiles;
  return { code, about: "client.keys", severity, title, page: rulePage(code) };
}
