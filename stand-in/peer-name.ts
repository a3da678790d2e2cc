/** Whether a certificate names the peer, by the manager's own rules. Source: os_auth/check_cert.c. */

import type { X509Certificate } from "node:crypto";

/** Maximum number of labels in a name, and of characters in a label. */
const MOST_LABELS = 127;
const LONGEST_LABEL = 63;

type Named = Pick<X509Certificate, "subject" | "subjectAltName">;

/** The alternative names are compared first, then every common name, even if there are alternative names. */
export function namesPeer({ subject = "", subjectAltName = "" }: Named, peer: string): boolean {
  const alternatives = subjectAltName.split(", ").map((entry) => /^(DNS|IP Address):(.*)$/.exec(entry) ?? []);
  if (
    alternatives.some(([, kind, name = ""]) =>
      kind === "DNS" ? fits(name, peer) : kind !== undefined && sameAddress(name, peer),
    )
  )
    return true;
  return subject.split("\n").some((part) => part.startsWith("CN=") && fits(part.slice(3), peer));
}

/** Node writes an IPv6 address in upper case and does not shorten groups of zeros. */
function sameAddress(name: string, peer: string): boolean {
  return canonical(name) === canonical(peer);
}

function canonical(address: string): string {
  return URL.canParse(`http://[${address}]`) ? new URL(`http://[${address}]`).hostname : address;
}

/**
 * Compares label by label and ignores case. `*` stands for a whole first label. An address in a name is a name like any
 * other.
 */
function fits(pattern: string, name: string): boolean {
  const [wanted, given] = [labelsOf(pattern), labelsOf(name)];
  if (wanted.length === 0 || wanted.length !== given.length) return false;
  const isWild = wanted[0] === "*" && isLabel(given[0] ?? "");
  return given.every(
    (label, at) =>
      (isWild && at === 0) || (isLabel(label) && label.toLowerCase() === wanted[at]?.toLowerCase()),
  );
}

/** Empty if there are too many. A dot at the end is allowed. */
function labelsOf(name: string): readonly string[] {
  const labels = name.replace(/\.$/, "").split(".");
  return labels.length > MOST_LABELS ? [] : labels;
}

function isLabel(label: string): boolean {
  return label.length <= LONGEST_LABEL && /^[a-z0-9-]*[a-z0-9]$/i.test(label);
}
