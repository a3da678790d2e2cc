/** The combinations that are not offered, each with its reason. */

import type { ScriptLanguage } from "../languages/index.ts";
import type { Form } from "./code.ts";
import type { SourceId } from "./sources.ts";

export interface NotOffered {
  readonly language: ScriptLanguage;
  readonly form: Form;
  /** The sources to which the reason applies; `all` if the form itself is missing. */
  readonly sources: readonly SourceId[] | "all";
  readonly why: string;
}

const noDaemon = (language: ScriptLanguage, why: string): NotOffered => ({
  language,
  form: "daemon",
  sources: "all",
  why,
});

const ONE_AT_A_TIME =
  "its standard library serves one connection at a time, so a slow look-up would delay all agents";

/** Why a combination is not offered. Undefined if it is. */
export function whyNotOffered(language: ScriptLanguage, source: SourceId, form: Form): string | undefined {
  const reason = (wanted: Form): string | undefined =>
    notOffered.find(
      (row) =>
        row.language === language &&
        row.form === wanted &&
        (row.sources === "all" || row.sources.includes(source)),
    )?.why;
  return reason("script") ?? reason(form);
}

/** Every combination for which `renderTemplate` has no template. */
export const notOffered: readonly NotOffered[] = [
  {
    language: "powershell",
    form: "script",
    sources: ["mysql", "postgresql", "sqlite"],
    why: "PowerShell has no driver for it, and no package manager of Linux installs one",
  },
  {
    language: "powershell",
    form: "script",
    sources: ["ldap"],
    why: ".NET has no function that escapes a search filter, and on Linux it needs a specific version of libldap",
  },
  noDaemon("bash", "bash cannot listen on a socket"),
  noDaemon("perl", ONE_AT_A_TIME),
  noDaemon("php", ONE_AT_A_TIME),
  noDaemon("ruby", "it would not be faster than the Python daemon, which needs no extra package"),
  noDaemon(
    "powershell",
    "it takes seconds to start and needs much memory; the Go daemon does the same with little",
  ),
];
