/** One line for each agent, as soon as it is known: newline-delimited JSON, and comma-separated values. */

import { type AgentResult, agentFacts } from "../../core/reconcile/index.ts";
import { type ReconcileReport, withCausesOnce, withoutCause } from "./reconcile-report.ts";

export interface RowFormat {
  readonly head: string;
  row(agent: AgentResult): string;
  /** What follows all rows. */
  end(report: ReconcileReport): string;
}

export const rowFormats: Readonly<Record<"ndjson" | "csv", RowFormat>> = {
  ndjson: {
    head: "",
    row: (agent) => `${JSON.stringify(withoutCause(agent))}\n`,
    end: (report) => {
      const { agents: _told, ...summary } = withCausesOnce(report);
      return `${JSON.stringify(summary)}\n`;
    },
  },
  csv: {
    head: "state,id,name,line,request,facts\r\n",
    row: (agent) => {
      const { state, id, name = "", line = "", request, cause } = agent;
      const facts = [agentFacts(agent), ...(cause === undefined ? [] : [cause.problem])].join(". ");
      return `${[state, id, name, String(line), request, facts].map(field).join(",")}\r\n`;
    },
    end: () => "",
  },
};

/** As RFC 4180 says. */
function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
