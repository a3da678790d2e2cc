/** Splits a line of `ossec.log`: time, daemon, place in the source, level, text. */

export interface LogLineParts {
  /** `2026/11/21 10:00:00`, as in the line. */
  readonly time: string | undefined;
  /** `wazuh-authd`, or `wazuh-modulesd:agent-key-polling`. */
  readonly tag: string | undefined;
  /** With debugging on: `key_request.c:231 at key_request_dispatch()`. */
  readonly place: string | undefined;
  /** `DEBUG`, `INFO`, `WARNING`, `ERROR` or `CRITICAL`. */
  readonly level: string | undefined;
  readonly text: string;
}

const PREFIX =
  /^(?:(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) )?(?:([a-z][\w-]*(?::[\w-]+)?)(?:\[\d+\])?(?: ([\w.-]+:\d+ at \w+\(\)))?: )?(DEBUG|INFO|WARNING|ERROR|CRITICAL): /;

/** The parts of a pasted line. Missing parts at the front are undefined. A line of `ossec.json` is read too. */
export function readLogLine(line: string): LogLineParts {
  // A text may itself begin or end with blanks, so only the line end is removed.
  const text = line.replace(/[\r\n]+$/, "");
  const parts = text.startsWith("{") ? readJsonLine(text) : undefined;
  if (parts !== undefined) return parts;
  const match = PREFIX.exec(text.trimStart());
  if (match === null) return { time: undefined, tag: undefined, place: undefined, level: undefined, text };
  const [whole, time, tag, place, level] = match;
  const said = text.trimStart().slice(whole.length);
  // The cluster's own log has no writer, and names the node and the task in brackets.
  const isCluster = time !== undefined && tag === undefined;
  return { time, tag, place, level, text: isCluster ? said.replace(/^(?:\[[^\]]*\]:? )+/, "") : said };
}

function readJsonLine(line: string): LogLineParts | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("description" in value)) return undefined;
    const field = (name: string): string | undefined => {
      const found: unknown = Reflect.get(value, name);
      return typeof found === "string" ? found : undefined;
    };
    return {
      time: field("timestamp"),
      tag: field("tag"),
      place: undefined,
      level: field("level")?.toUpperCase(),
      text: field("description") ?? "",
    };
  } catch {
    return undefined;
  }
}
