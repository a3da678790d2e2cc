/** The enrolment password: from `etc/authd.pass`, or generated at the start. */

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type ByteString, bytesFromArray } from "../core/manager/index.ts";
import type { Habits } from "../core/registration/index.ts";

/** Bytes of the first line that the service reads. */
const LONGEST = 4094;

export type Password =
  | { readonly kind: "none" | "empty" }
  /** `text` is undefined if the file's first line is too short to count. The service then stays open. */
  | { readonly kind: "file"; readonly text: ByteString | undefined }
  | { readonly kind: "random"; readonly text: ByteString };

/** The password that a service with `<use_password>` asks for. Source: main-server.c of each tag. */
export function readPassword(path: string, isWanted: boolean, { emptyPassword }: Habits): Password {
  if (!isWanted) return { kind: "none" };
  let file: ByteString | undefined;
  try {
    file = bytesFromArray(readFileSync(path));
  } catch {
    // If the file is missing, the random password is used.
  }
  if (file === undefined) return { kind: "random", text: randomBytes(16).toString("hex") };
  if (file.length <= 1 && emptyPassword === "exits") return { kind: "empty" };
  const line = (/^[^\n]*\n?/.exec(file)?.[0] ?? "").slice(0, LONGEST);
  if (line === "") return { kind: "random", text: randomBytes(16).toString("hex") };
  const text = line.endsWith("\n") ? line.slice(0, -1) : line;
  // A line of one or two bytes, including its line feed, is logged as used, but no password is asked for.
  return { kind: "file", text: line.length <= 2 ? undefined : text };
}
