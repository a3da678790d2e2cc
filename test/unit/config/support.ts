/** Configurations for tests, with the place that a finding must mark in the text. */

import { ConfigDocument, type Programs } from "../../../core/lint/config/index.ts";
import type { PlacedFinding } from "../../../core/lint/placed-finding.ts";
import { type Release, releaseFor } from "../../../core/manager/index.ts";

/** A version that the table of releases knows. */
export function releaseOf(version: string): Release {
  const release = releaseFor(version);
  if (release === undefined) throw new Error(`no release ${version}`);
  return release;
}

export function documentOf(text: string, version = "4.14", programs?: Programs): ConfigDocument {
  return new ConfigDocument(text, { release: releaseOf(version), programs });
}

export function findingsIn(text: string, version = "4.14", programs?: Programs): readonly PlacedFinding[] {
  return documentOf(text, version, programs).findings().findings;
}

/** The text without its marks `«` and `»`, and the text between them. */
export function marked(text: string): { text: string; start: number; end: number } {
  const start = text.indexOf("«");
  const end = text.indexOf("»") - 1;
  return { text: text.replace(/[«»]/g, ""), start, end };
}

/** `<auth>` with a block of 4.4 and newer. */
export function keyRequest(inner: string): string {
  return `<ossec_config>\n  <auth>\n    <disabled>no</disabled>\n    <key_request>\n      <enabled>yes</enabled>\n      ${inner}\n    </key_request>\n  </auth>\n</ossec_config>\n`;
}

/** A block of 3.8 to 4.3, with the `<auth>` that registration needs. */
export function wodle(inner: string): string {
  return `<ossec_config>\n  <auth>\n    <disabled>no</disabled>\n  </auth>\n  <wodle name="agent-key-polling">\n    ${inner}\n  </wodle>\n</ossec_config>\n`;
}

export const COMMAND = "<exec_path>/usr/bin/python3 /opt/poll.py</exec_path>";
