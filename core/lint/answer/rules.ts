/** The rules about answers, as a table: authority, severity, name and advice. */

import { say } from "../../words/index.ts";
import type { Severity } from "../severity.ts";
import type { Authority } from "./verdict.ts";

/** A rule. Its key in the table is its only name. */
export interface AnswerRule {
  readonly authority: Authority;
  /** By consequence, unless the finding sets it. */
  readonly severity: Severity;
  readonly title: string;
  readonly advice: () => string;
}

function manager(severity: Severity, title: string, advice: () => string): AnswerRule {
  return { authority: "manager", severity, title, advice };
}

function contract(title: string, advice: () => string): AnswerRule {
  // A violation of the documentation alone has no consequence at present.
  return { authority: "contract", severity: "information", title, advice };
}

/** In the order in which a poll meets them. */
const table = {
  // The request and the run.
  "feature-removed": manager(
    "error",
    "Key polling was removed",
    () =>
      say`Register agents by enrolment or through the API, or check against the 4.x release that you run.`,
  ),
  "request-discarded": manager(
    "error",
    "The manager never makes this request",
    () => say`Ask with id: and at most 8 bytes, or with ip: and at most 19 bytes.`,
  ),
  "script-not-run": manager(
    "error",
    "Exit code 127: the script counts as not found",
    () =>
      say`Check the path, the permission to execute, the first line of the script and its interpreter; never exit with 127.`,
  ),
  "no-process": manager(
    "error",
    "No process for the script",
    () => say`Look for limits on processes and memory of the daemon.`,
  ),
  "exit-code": manager(
    "error",
    "An exit code other than 0 discards the answer",
    () => say`Exit with 0 after every answer, also after an error answer: the member error says what failed.`,
  ),
  "timed-out": manager(
    "error",
    "The answer came too late",
    () => say`Set timeouts for connections and queries, and let no child process keep standard output open.`,
  ),
  "late-but-read": manager(
    "warning",
    "The answer came too late and is read anyway",
    () => say`Answer within the timeout; newer releases discard a late answer.`,
  ),
  "killed-by-signal": manager(
    "warning",
    "A killed script counts as a success",
    () => say`Find out what killed it. The manager reads what it had printed by then.`,
  ),
  "output-limit": manager(
    "warning",
    "More output than the manager reads",
    () => say`Print one answer and nothing else.`,
  ),
  hangs: manager(
    "error",
    "A script that does not end",
    () => say`Let the script end as soon as it has answered.`,
  ),
  "no-answer": manager(
    "error",
    "No data from the socket",
    () =>
      say`Answer in one piece, within the timeout, and without waiting for a line feed or for the end of the request.`,
  ),
  "worker-cannot-register": manager(
    "error",
    "Workers of this release cannot register agents",
    () => say`Run the script on the master, or upgrade to 4.3 or newer.`,
  ),

  // Reading the output as JSON.
  "empty-output": manager(
    "error",
    "Nothing was printed",
    () => say`Print an answer for every request: an error answer if there is no key.`,
  ),
  "text-before-json": manager(
    "error",
    "Text before the JSON",
    () =>
      say`Print nothing before the answer. Send warnings and traces to a file, because standard error goes into the same pipe.`,
  ),
  "python-dict": manager(
    "error",
    "A Python dict is not JSON",
    () => say`Print json.dumps(answer) instead of the dict itself.`,
  ),
  "json-byte-order-mark": manager(
    "hint",
    "A byte-order mark before the JSON",
    () => say`Print UTF-8 without a byte-order mark.`,
  ),
  "utf-16-output": manager(
    "error",
    "The output is UTF-16",
    () => say`Print UTF-8 without a byte-order mark.`,
  ),
  "unreadable-json": manager(
    "error",
    "The output is not JSON",
    () => say`Use a JSON library to print the answer.`,
  ),
  "nul-in-output": manager(
    "error",
    "A NUL byte ends the output",
    () => say`Print no NUL byte. Check the encoding of the data that the script reads.`,
  ),
  "root-not-object": manager(
    "error",
    "The answer is not an object",
    () => say`Print exactly one object, {…}, not in a list and with nothing before it.`,
  ),
  "several-objects": manager(
    "warning",
    "Only the first of several values counts",
    () => say`Print exactly one object.`,
  ),
  "text-after-json": manager(
    "hint",
    "Text after the JSON",
    () => say`Print nothing after the answer. The manager ignores it, but other readers of JSON do not.`,
  ),

  // The members.
  "no-error-member": manager(
    "error",
    "No member error",
    () => say`Begin the answer with "error": 0, or with another number if there is no key.`,
  ),
  "no-data-member": manager(
    "error",
    "No member data",
    () => say`Put id, name, ip and key into an object named data.`,
  ),
  "no-agent-member": manager(
    "error",
    "A member of data is missing",
    () => say`Print all four members id, name, ip and key, each as a string.`,
  ),
  "data-not-object": manager(
    "error",
    "data is not an object",
    () => say`Make data one object, not a list of candidates.`,
  ),
  "error-counts-as-zero": manager(
    "error",
    "This error counts as 0",
    () => say`Print error as a whole number without quotes: 0 for success, anything else for failure.`,
  ),
  "error-not-integer": manager(
    "information",
    "error is not a whole number",
    () => say`Print error as a whole number without quotes.`,
  ),
  "error-without-message": manager(
    "warning",
    "An error answer without a message",
    () => say`Add a message that says what is wrong.`,
  ),
  "message-not-text": manager(
    "warning",
    "The message is not logged",
    () => say`Print message as a string that is not empty.`,
  ),
  "data-ignored": manager(
    "information",
    "data in an error answer is ignored",
    () => say`Leave data out of an error answer.`,
  ),
  "member-not-string": manager(
    "error",
    "A member of data is not a string",
    () =>
      say`Print id, name, ip and key as strings in quotes, and an error answer if one of them is unknown.`,
  ),
  "duplicate-member": manager(
    "warning",
    "The same member twice",
    () => say`Print each member once. The manager reads the first one.`,
  ),
  "member-case": manager(
    "information",
    "A member name in another case",
    () => say`Write error, message, data, id, name, ip and key in lower case.`,
  ),
  "cut-at-nul": manager(
    "warning",
    "A value ends at \\u0000",
    () => say`Print no NUL character. Check the data that the script reads.`,
  ),

  // The agent.
  "other-id": manager(
    "warning",
    "An answer for another id",
    () => say`Answer with the requested id, or with an error answer.`,
  ),
  "id-not-padded": manager(
    "warning",
    "An id without its zeros",
    () => say`Print ids with at least three digits: 001, not 1.`,
  ),
  "id-not-usable": manager(
    "warning",
    "An id that no agent can use",
    () => say`Use ids of 3 to 8 digits other than 000.`,
  ),
  "id-hides-line": manager(
    "error",
    "An id that makes the line a comment",
    () => say`Use ids of 3 to 8 digits.`,
  ),
  "other-address": manager(
    "warning",
    "An address by which the manager does not find the agent",
    () => say`Answer a request by address with exactly this address.`,
  ),
  "address-refused": manager(
    "error",
    "An address that the manager refuses",
    () => say`Print an IP address, with a mask if needed, or any in lower case.`,
  ),
  "address-misread": manager(
    "error",
    "The manager reads another address",
    () => say`Write four numbers from 0 to 255 without leading zeros, and a mask as a prefix length.`,
  ),
  "address-changes": manager(
    "warning",
    "The manager stores another address",
    () => say`Write the address in the form that the manager keeps.`,
  ),
  "zero-address": manager(
    "warning",
    "0.0.0.0 is not any",
    () => say`Write any for an agent without a fixed address.`,
  ),
  "mask-hides-duplicates": manager(
    "hint",
    "Duplicates of a network are not noticed",
    () => say`Make sure in the database that no two agents have the same network.`,
  ),
  "empty-name": manager("warning", "An empty name", () => say`Give each agent its own name.`),
  "name-refused-elsewhere": manager(
    "hint",
    "A name that enrolment would refuse",
    () => say`Use 2 to 128 letters, digits, -, _ and ., not beginning with a dot.`,
  ),
  "empty-key": manager(
    "error",
    "An empty key",
    () => say`Print the key of the agent's own client.keys, or an error answer.`,
  ),
  "answer-placeholder-key": manager(
    "error",
    "The key is a placeholder",
    () => say`Print the key of the agent's own client.keys, or an error answer.`,
  ),
  "key-with-blank": manager(
    "warning",
    "Blanks or control characters in the key",
    () => say`Strip the key that the script reads; it must be the same as the agent's key, byte for byte.`,
  ),
  "line-feed-in-value": manager(
    "error",
    "A line feed breaks the record",
    () => say`Strip line feeds from the data that the script reads.`,
  ),
  "blank-shifts-fields": manager(
    "error",
    "A blank shifts the fields of the record",
    () => say`Use no blanks in ids and names.`,
  ),
  "name-marks-removal": manager(
    "error",
    "A name that marks a removed agent",
    () => say`Use names that begin with a letter or a digit.`,
  ),
  "longer-than-127-bytes": manager(
    "warning",
    "A value is cut off when it is read",
    () => say`Keep ids, names and keys within 127 bytes.`,
  ),
  "line-reads-differently": manager(
    "error",
    "The record reads differently",
    () => say`Use plain ids, names and keys without blanks.`,
  ),

  // Registration.
  "name-of-manager": manager(
    "error",
    "The manager's own name",
    () => say`Give the agent another name than the manager's host name.`,
  ),
  "duplicate-refused": manager(
    "warning",
    "Another agent has this id, name or address",
    () => say`Remove that agent, or check when the force options allow the manager to replace it.`,
  ),
  "agent-limit": manager(
    "warning",
    "The manager accepts no more agents",
    () => say`Remove agents, or lift the limit (limit_maxagents).`,
  ),
  "replaced-agent": manager(
    "warning",
    "Another agent is replaced",
    () => say`Check that both records are for the same machine.`,
  ),
  "replaced-then-refused": manager(
    "error",
    "An agent is removed, and the new one refused",
    () => say`Correct the answer: the old agent is lost at the next change of client.keys.`,
  ),

  // What the documentation says.
  "contract-json": contract(
    "Documented: one JSON object",
    () => say`Print exactly one JSON object and nothing else.`,
  ),
  "contract-error": contract(
    "Documented: error is a number",
    () => say`Print error as the number 0, or as another number of digits in an error answer.`,
  ),
  "contract-data": contract(
    "Documented: data has four members",
    () => say`Print exactly the members id, name, ip and key.`,
  ),
  "contract-id": contract("Documented: 3 to 8 digits", () => say`Print the id as a string of 3 to 8 digits.`),
  "contract-name": contract(
    "Documented: letters, digits, -, _ and .",
    () => say`Use names of letters, digits, -, _ and ., up to 128 bytes.`,
  ),
  "contract-ip": contract(
    "Documented: an address or any",
    () => say`Print an address, with a mask if needed, or any.`,
  ),
  "contract-key": contract(
    "Documented: printable, up to 128 bytes",
    () => say`Print the key as a string of printable characters, up to 128 bytes.`,
  ),
  "contract-message": contract(
    "Documented: a printable message",
    () => say`Print message as a string of printable characters.`,
  ),
} as const satisfies Record<string, AnswerRule>;

export type AnswerRuleCode = keyof typeof table;

/** Every rule by its code. */
export const answerRules: Readonly<Record<AnswerRuleCode, AnswerRule>> = table;
