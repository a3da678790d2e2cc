/** Explanations: reading the answer. */

import type { Explanations } from "../explanation.ts";

export const answers = {
  "json-unreadable": {
    cause: "answer-unreadable",
    values: [["rest of the output"]],
    meaning:
      "The output does not begin with JSON that the manager can read, so the answer is lost. Usually other text comes first: a warning on standard error, a log line, or a shell trace. Up to 4.3 the line shows the output from the error on; from 4.4 on the text in the line is unreliable.",
    advice: "Print one JSON object and nothing before it. Standard error goes into the same pipe.",
  },
  "no-error-field": {
    cause: "answer-unreadable",
    values: [[]],
    meaning:
      "The output is JSON, but not an object with a member error. A list has the same effect, and so has a line before the JSON that begins with a number, true or a quote.",
    advice: 'Print one object that begins with "error": 0, and nothing before it.',
  },
  "no-message-field": {
    cause: "answer-unreadable",
    values: [[]],
    meaning: "The answer is an error answer without a message. The log does not say which error it was.",
    advice: "Add a message to error answers.",
  },
  "error-answer": {
    cause: "answer-error",
    values: [["selector", "value", "message"]],
    meaning:
      "The script returned an error answer: it has no key for this agent. Nothing is registered, and the manager asks again at the agent's next message.",
    advice:
      "If the script should find the agent, check the script's source of data. The manager did nothing wrong.",
  },
  "no-data": {
    cause: "answer-unreadable",
    values: [[]],
    meaning:
      "The answer says error 0 but has no member data. An error that is a string, null or a fraction below 1 also counts as 0.",
    advice: "Put id, name, ip and key into an object named data; print error as a whole number.",
  },
  "no-id": {
    cause: "answer-unreadable",
    values: [[]],
    meaning: "data has no member id, or is not an object at all, for example a list.",
    advice: "Print data as one object with id, name, ip and key.",
  },
  "no-name": {
    cause: "answer-unreadable",
    values: [[]],
    meaning: "data has no member name.",
    advice: "Print data with id, name, ip and key.",
  },
  "no-ip": {
    cause: "answer-unreadable",
    values: [[]],
    meaning: "data has no member ip. The documentation calls the field address; the member is ip.",
    advice: "Print data with id, name, ip and key.",
  },
  "no-key": {
    cause: "answer-unreadable",
    values: [[]],
    meaning: "data has no member key.",
    advice: "Print data with id, name, ip and key.",
  },
} as const satisfies Explanations;
