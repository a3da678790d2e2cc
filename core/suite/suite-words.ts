/** What each kind of suite may contain, and what to write for a member that is wrong. */

import { say } from "../words/index.ts";

/** What to write in a suite for a registration script, by the member that is wrong. */
const REGISTRATION_ADVICE: Readonly<Record<string, () => string>> = {
  samples: () => say`samples is a list of objects with "register" and "expect".`,
  expect: () => say`Write at least one of registered, replaces, message, second_run, exit_code and findings.`,
  registered: () => say`registered is true, false, or an object with the expected fields: id, name, ip.`,
};

/** The same for a poll script, and for members of both. */
const ADVICE: Readonly<Record<string, () => string>> = {
  "": () => say`A suite names what to run: write "exec_path", "socket" or "registration".`,
  exec_path: () => say`exec_path is the command line as text in quotes.`,
  socket: () => say`socket is a path as text in quotes.`,
  profile: () => say`profile is "manager" or "as-me".`,
  timeout: () => say`timeout is a number of seconds; 0 waits forever.`,
  release: () => say`release is a version as text, such as "4.14" or "4.7.5".`,
  node: () => say`node is "master" or "worker".`,
  force: () =>
    say`force is an object with enabled, disconnected_time, after_registration_time and force_insert.`,
  environment: () => say`environment is an object that gives each variable a text.`,
  registration: () => say`registration is the command line as text in quotes.`,
  agent_states: () => say`agent_states is a list of texts such as "001=disconnected:2h".`,
  groups: () => say`groups is a list of names of groups.`,
  password: () => say`password is a text of at least three characters, on one line.`,
  samples: () => say`samples is a list of objects with "request" and "expect".`,
  register: () => say`register is the agent's name as text in quotes.`,
  request: () => say`request is text such as "id:001" or "ip:192.168.1.100".`,
  second_run: () => say`second_run is "unchanged", "replaced" or "added".`,
  exit_code: () => say`exit_code is a number from 0 to 255.`,
  findings: () => say`findings is a list of rules for registration scripts.`,
  expect: () =>
    say`Write exactly one of registered, refused, error and fails. replaces and again go with registered.`,
  registered: () => say`registered is true, or an object with the expected fields: id, name, ip, key.`,
  refused: () => say`refused is a code such as 9012, {"pattern": "…"}, or true for any.`,
  error: () =>
    say`error is a number such as 4, {"pattern": "…"}, an object with number and message, or true for any.`,
  fails: () =>
    say`fails is one of the places where a request may end, for example exit-code, timed-out or parse-error.`,
  tags: () => say`tags is a list of single words.`,
  fingerprint: () => say`fingerprint is the twelve hexadecimal digits that keypoll shows for a key.`,
  replaces: () => say`replaces is a list of ids.`,
  again: () => say`again can only be "same".`,
};

/** The members of an object, by the member that contains it. The suite itself has no such member. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": [
    ...["exec_path", "socket", "profile", "timeout", "release", "host_name", "node", "force", "client_keys"],
    ...["working_directory", "environment", "samples"],
  ],
  samples: ["request", "expect", "tags", "note"],
  expect: ["registered", "replaces", "refused", "error", "fails"],
  force: ["enabled", "disconnected_time", "after_registration_time", "force_insert"],
  disconnected_time: ["enabled", "seconds"],
  registered: ["id", "name", "ip", "key"],
  error: ["number", "message", "pattern"],
  key: ["pattern", "fingerprint"],
};

/** The same in a suite for a registration script, if they differ. */
const REGISTRATION_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": [
    ...["registration", "timeout", "release", "host_name", "force", "client_keys", "agent_states", "groups"],
    ...["password", "working_directory", "environment", "samples"],
  ],
  samples: ["register", "expect", "tags", "note"],
  expect: ["registered", "replaces", "message", "second_run", "exit_code", "findings"],
  registered: ["id", "name", "ip"],
};

/** The words for one kind of suite: what to write for a member, and which members it may have. */
export interface Words {
  readonly advice: Readonly<Record<string, () => string>>;
  readonly members: Readonly<Record<string, readonly string[]>>;
}

const POLL_WORDS: Words = { advice: ADVICE, members: MEMBERS };
const REGISTRATION_WORDS: Words = {
  advice: { ...ADVICE, ...REGISTRATION_ADVICE },
  members: { ...MEMBERS, ...REGISTRATION_MEMBERS },
};

/** Names of members in other tools. */
export const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  exec_path: ["command", "cmd", "script", "program", "exec", "run", "path"],
  client_keys: ["keys", "keys_file", "key_file"],
  working_directory: ["cwd", "workdir", "directory", "dir"],
  environment: ["env", "variables"],
  samples: ["tests", "cases", "polls"],
  register: ["name", "agent", "agent_name", "request"],
  second_run: ["again"],
  exit_code: ["code", "exit"],
  release: ["version", "wazuh", "wazuh_version"],
  request: ["id", "ip", "args", "arguments", "input", "query", "poll"],
  expect: ["expected", "result", "output", "answer", "assert"],
  refused: ["rejected", "duplicate"],
  fails: ["failed", "failure"],
  note: ["name", "title", "description", "comment"],
};

/** The words for a suite with this content. */
export function wordsFor(root: unknown): Words {
  return registers(root) ? REGISTRATION_WORDS : POLL_WORDS;
}

/** The suite is one for a registration script. */
export function registers(root: unknown): boolean {
  return typeof root === "object" && root !== null && "registration" in root;
}
