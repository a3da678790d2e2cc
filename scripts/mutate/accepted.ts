/** Changes that no test can notice, or that none has to, each with its reason. */

import type { Change } from "./changes.ts";

/** The code before and after, as `npm run mutate` prints it, why it is accepted, and at how many places (1). */
export type Accepted = readonly [before: string, after: string, why: string, places?: number];

const TYPES = "The types ask for it; the value is always there.";
const COMPARED = "It is only compared with the other values.";
const NO_SLASH = "No address begins with a slash.";
const READ = "Every reading of a line sets it.";
const AFTER_ID = "No field but the id ends at the start of a line.";
const FAST = "It saves time and changes no result.";

export const accepted: Readonly<Record<string, readonly Accepted[]>> = {
  "core/manager/address/address.ts": [["bits >= 32", "bits > 32", "A shift by no bits changes nothing."]],
  "core/manager/address/covers.ts": [
    [
      "a.mask.every((mask, at) => mask === b.mask[at])",
      "a.mask.some((mask, at) => mask === b.mask[at])",
      "Only an address of one word is negated.",
    ],
    ['"ipv4"', '""', COMPARED, 2],
  ],
  "core/manager/address/ipv4-and-ipv6.ts": [
    ['"ipv4-and-ipv6"', '""', COMPARED],
    ['""', '"Stryker was here!"', TYPES, 2],
    ["slash < 0", "slash <= 0", NO_SLASH, 2],
  ],
  "core/manager/address/ipv4.ts": [
    ["part.length > 1", "true", "A single 0 is 0 in octal too."],
    ["part.length > 1", "part.length >= 1", "A single 0 is 0 in octal too."],
    ["slash < 0", "slash <= 0", NO_SLASH, 2],
  ],
  "core/manager/address/ipv6.ts": [
    ["[]", '["Stryker was here"]', "Both leave the parts undefined."],
    [
      "head === undefined || quad === undefined",
      "head === undefined && quad === undefined",
      "Both are there, or none is.",
    ],
    ["head === undefined", "false", "Both are there, or none is."],
    ["quad === undefined", "false", "Both are there, or none is."],
  ],
  "core/manager/address/rejected.ts": [["slash >= 0", "slash > 0", NO_SLASH]],
  "core/manager/address/write.ts": [["slash < 0", "slash <= 0", NO_SLASH]],
  "core/manager/key-file/key-list.ts": [
    ["feed < 0", "feed <= 0", "A record is not empty, so no line feed is its first byte."],
    ["number === undefined", "false", "Nothing is at an index that is undefined."],
  ],
  "core/manager/key-file/key-store.ts": [
    ["false", "true", FAST, 3],
    ["value !== undefined", "true", "Undefined is not larger than a number."],
    ["value > this.idCounter", "value >= this.idCounter", "Equal numbers are the same number."],
    ["-1", "+1", FAST],
    ["last !== undefined", "true", TYPES],
    ["this.#indexesNames && !this.#namesOfAll().has(name)", "false", FAST],
    ["{ this.#indexesNames = true; }", "{}", FAST],
    ["true", "false", FAST],
    ["this.#names !== undefined", "false", FAST],
    ["count > 0", "true", FAST],
    ["count > 0", "count >= 0", FAST],
    ["this.#names.delete(name);", ";", FAST],
  ],
  "core/manager/key-file/piece.ts": [
    ["idEnd < 0", "idEnd <= 0", "A line that begins with a blank is a comment."],
    ["nameEnd < 0", "nameEnd <= 0", "The id is before it."],
    ["ipEnd < 0", "ipEnd <= 0", "The id is before it."],
    ['piece.kind === "ignored"', "false", TYPES],
    ['"ignored"', '""', TYPES],
    ['piece.kind === "record" && !piece.longId', "false", FAST],
    ['"record"', '""', FAST],
    ["field.length > FIELD_BYTES_KEPT", "true", FAST],
    ["field.length > FIELD_BYTES_KEPT", "field.length >= FIELD_BYTES_KEPT", FAST],
  ],
  "core/manager/key-file/read.ts": [
    ["piece.id !== undefined", "true", "A piece without an id counts no number."],
    ["log.length > 1", "log.length >= 1", "There are two lines, or none."],
    ["-1", "+1", "There are two lines, or none.", 2],
    ["agentLimit === undefined", "false", "No number is as large as undefined."],
  ],
  "core/manager/key-file/successors.ts": [
    ["!hasSameRecord(agent, old, next)", "true", FAST],
    [
      "[...next.ids()] .filter((id) => !old.has(id)) .map((id) => next.byId(id)) .filter((entry) => entry !== undefined)",
      "[...next.ids()].filter(id => !old.has(id)).map(id => next.byId(id))",
      TYPES,
    ],
    ["entry !== undefined", "true", TYPES],
    [
      "{ const source = sourceOf(agent); const start = source === undefined ? next.startById(agent.id) : next.startByIp(sour…",
      "{}",
      FAST,
    ],
    ["source === undefined", "true", FAST],
    ["source === undefined", "false", FAST, 2],
    ["source === undefined", "source !== undefined", FAST],
    ["start !== undefined && next.bytesAt(start) === old.bytesAt(agent.start)", "false", FAST],
    ["start !== undefined", "true", FAST],
    ["start !== undefined", "start === undefined", FAST],
  ],
  "core/manager/messages.ts": [
    ["releases[at]?.id", "releases[at].id", TYPES],
    ["id !== undefined", "true", TYPES],
  ],
  "core/manager/agent-id.ts": [
    ["/^[0-9]{1,9}$/.test(id)", "false", FAST],
    ["/^[0-9]{1,9}$/", "/^[0-9]$/", FAST],
    ["[]", '["Stryker was here"]', "Both leave the digits undefined."],
    ["digits.length > LONG_DIGITS", "false", FAST],
    ["a < b", "a <= b", "Equal numbers are the same number."],
  ],
  "core/manager/answer/answer.ts": [
    ["member(data, field)?.value", "member(data, field).value", TYPES],
    ["value?.type", "value.type", TYPES],
  ],
  "core/manager/answer/json.ts": [
    ["value === undefined", "true", "After a value the parser is never behind the end."],
    ["this.at < this.#text.length", "true", "Behind the end there is no byte to compare."],
    [
      "this.at < this.#text.length",
      "this.at <= this.#text.length",
      "Behind the end there is no byte to compare.",
    ],
    ["item !== undefined", "true", "A list with such an item is rejected as a whole."],
    ["member !== undefined", "true", "An object with such a member is rejected as a whole."],
    ["each.name.length === wanted.length", "true", FAST],
  ],
  "core/manager/answer/string.ts": [
    ["close < 0", "close <= 0", "A closing quote is never the first byte."],
    ["false", "true", "A rejected string has no value that could be cut.", 2],
    ["at < close", "at <= close", "At the closing quote there is nothing to add."],
    ["backslash < 0", "backslash <= 0", "A backslash is never the first byte."],
    ["backslash >= close", "backslash > close", "A closing quote is not a backslash."],
    ["close - at >= 12", "true", "A quote is not a digit, so that no half is found behind it."],
    ["close - at", "close + at", "A quote is not a digit, so that no half is found behind it."],
    ["/^[0-9A-Fa-f]{4}$/", "/[0-9A-Fa-f]{4}$/", "The text has at most four characters."],
    ["/^[0-9A-Fa-f]{4}$/", "/^[0-9A-Fa-f]{4}/", "The text has at most four characters."],
    ["codePoint < 0x80", "false", FAST],
  ],
  "core/manager/bytes.ts": [
    ["/^[\\0-\\x7f]*$/", "/^[\\0-\\x7f]$/", FAST],
    ["at < array.length", "at <= array.length", "After the last byte there are none."],
    ["at < bytes.length", "at <= bytes.length", "An array ignores what is set after its end."],
  ],
  "core/manager/time-interval.ts": [
    ['""', '"Stryker was here!"', TYPES, 2],
    ["[]", '["Stryker was here"]', "Without a match there is no result."],
  ],
  "core/manager/releases.ts": [["/^v/", "/v/", "A known version has a v only at its start."]],
  "core/manager/versions.ts": [
    [
      "/^v?(\\d+\\.\\d+)(?:\\.\\d{1,3})?$/",
      "/v?(\\d+\\.\\d+)(?:\\.\\d{1,3})?$/",
      "No row is found for the number of such a text.",
    ],
    [
      "/^v?(\\d+\\.\\d+)(?:\\.\\d{1,3})?$/",
      "/^v?(\\d\\.\\d+)(?:\\.\\d{1,3})?$/",
      "No known version has ten or more before its first dot.",
    ],
    ["minor !== undefined", "true", TYPES],
  ],
  "core/manager/outcome.ts": [
    ['""', '"Stryker was here!"', "The line exists from 4.4 on, where an agent always has an id."],
    ['registration.kind !== "exit"', "true", "The line exists from 4.4 on, where a bad address is rejected."],
    ['"exit"', '""', "The line exists from 4.4 on, where a bad address is rejected."],
  ],
  "core/manager/registration/register.ts": [
    ["() => false", "() => undefined", "Both mean no."],
    ["id === undefined", "false", "No agent is found by an id that is undefined."],
    ['""', '"Stryker was here!"', "Only the rules of 4.3 and newer show a reason.", 2],
    ["agentLimit !== undefined", "true", "No number is as large as undefined."],
  ],
  "core/manager/registration/reply.ts": [
    ["/^Duplicate /", "/Duplicate /", "The word is in no other place of a text."],
  ],
  "core/manager/execution/command-line.ts": [
    [
      "at < text.length",
      "at <= text.length",
      "After the last byte there is an empty one, which ends nothing.",
    ],
  ],
  "core/manager/execution/execution.ts": [['"output"', '""', COMPARED]],
  "core/manager/execution/first-line.ts": [
    ["interpreter === undefined", "false", 'The name of the program is then "undefined", which is not env.'],
  ],
  "core/manager/crossing/api-address.ts": [
    ["slash < 0", "slash <= 0", "A text that begins with a slash has no address before it."],
    ["/%[^%]+$/", "/%[^%]+/", "Without one zone, the other still makes it no address."],
  ],
  "core/manager/crossing/copy-fate.ts": [
    [
      'read.kind === "ignored"',
      "false",
      "The C reader ignores every such line, so there is no record of it.",
    ],
    ['"ignored"', '""', "The C reader ignores every such line, so there is no record of it."],
    ["other !== undefined", "true", TYPES],
  ],
  "core/manager/crossing/export.ts": [
    ['""', '"Stryker was here!"', "A line without a key is left out whatever its fields are.", 4],
    ["/^[\\0-\\x7f]*$/.test(bytes)", "false", FAST],
    ["/^[\\0-\\x7f]*$/", "/^[\\0-\\x7f]$/", FAST],
    ["{ return undefined; }", "{}", "A function without a return returns undefined."],
  ],
  "core/manager/crossing/keystore-address.ts": [
    ['""', '"Stryker was here!"', TYPES, 2],
    ["bits === undefined", "false", "No number is at most undefined."],
  ],
  "core/manager/crossing/keystore.ts": [
    ['""', '"Stryker was here!"', "A line without a key is not read any further.", 2],
    ["ip === undefined", "false", "A line with a key has an address."],
  ],
  "core/manager/crossing/states.ts": [
    ['"aes-hex"', '""', COMPARED],
    ['"anything"', '""', COMPARED],
    ['"letters-and-digits"', '""', COMPARED],
    ['"record-form"', '""', COMPARED],
    ['"positive-int"', '""', COMPARED],
  ],
  "core/manager/crossing/tool-fate.ts": [
    ["[]", '["Stryker was here"]', "What is not an agent is rejected, and belongs to no line."],
    ["read === undefined", "false", TYPES],
    ["other !== undefined", "true", TYPES],
  ],
  "core/lint/crossing/report.ts": [["fate?.reason", "fate.reason", TYPES]],
  "core/lint/explain/explain-log.ts": [
    ['""', '"Stryker was here!"', TYPES],
    ["hasBlankEnds(text) || hasBlankEnds(template)", "true", FAST],
    ["first <= 32 || last <= 32 || first === 0xa0 || last === 0xa0", "true", FAST],
    ["last <= 32", "last > 32", FAST],
    ["first === 0xa0", "first !== 0xa0", FAST],
    ["last === 0xa0", "last !== 0xa0", FAST],
  ],
  "core/lint/explain/log-line.ts": [
    ['"{"', '""', FAST],
    ['typeof value !== "object" || value === null', "false", "A text that begins with a brace is an object."],
    [
      'typeof value !== "object" || value === null',
      'typeof value !== "object" && value === null',
      "A text that begins with a brace is an object.",
    ],
    ['typeof value !== "object"', "false", "A text that begins with a brace is an object."],
    ["value === null", "false", "A text that begins with a brace is an object."],
    ["{ return undefined; }", "{}", "A function without a return returns undefined."],
  ],
  "core/lint/explain/search-log.ts": [
    ["newest === undefined", "false", TYPES],
    ["[]", '["Stryker was here"]', "No message lacks a wording, or has such a word.", 2],
  ],
  "core/lint/explain/template.ts": [
    ["parts === undefined", "true", FAST],
    ["taken.set(template, parts);", ";", FAST],
    ['""', '"Stryker was here!"', TYPES, 2],
  ],
  "core/lint/explain/wordings.ts": [
    ["explanations[id].values?.find", "explanations[id].values.find", TYPES],
    ["[]", '["Stryker was here"]', TYPES],
    ["releases[0]?.id", "releases[0].id", TYPES],
    ["releases.at(-1)?.id", "releases.at(-1).id", TYPES],
  ],
  "core/lint/key-file/document/each-line.ts": [
    ["plain === undefined", "false", TYPES],
    ["plain?.endOf", "plain.endOf", TYPES],
    ["{ return undefined; }", "{}", "A function without a return returns undefined."],
  ],
  "core/lint/key-file/document/field-index.ts": [
    ["SMALLEST_TABLE * 2", "SMALLEST_TABLE / 2", FAST],
    ["slots * 2 > this.#table.length", "slots * 2 >= this.#table.length", FAST],
    ["this.#groups * 4 > this.#table.length", "this.#groups * 4 >= this.#table.length", FAST],
    ["table[slot] !== 0 && table[slot + 1] !== hash", "false", FAST],
    ["table[slot] === 0", "false", FAST],
    ["this.#groups--", "this.#groups++", FAST],
    ["at < old.length", "at <= old.length", "Behind the end there is no group."],
    ["head === NONE", "false", "What is put there is empty then."],
  ],
  "core/lint/key-file/document/ints.ts": [
    ["{ if (length > this.#values.length) this.#resize(length); }", "{}", FAST],
    ["length > this.#values.length", "false", FAST],
    ["length > this.#values.length", "length >= this.#values.length", FAST],
    ["this.#resize(length);", ";", FAST],
  ],
  "core/lint/key-file/document/line-kinds.ts": [
    ["{ this.#kinds.reserve(lines); }", "{}", FAST],
    ["this.#kinds.reserve(lines);", ";", FAST],
  ],
  "core/lint/key-file/document/plain-lines.ts": [
    [
      "TEXT - FOUND",
      "TEXT + FOUND",
      "Where the last lines are then written, the text has been read already.",
    ],
    ["code < 128", "code <= 128", "No letter of a name is there."],
    ["this.#left > 0", "this.#left >= 0", FAST],
    ["this.#to < codes.length && start + LONGEST > this.#to", "true", FAST],
    [
      "this.#to < codes.length && start + LONGEST > this.#to",
      "this.#to < codes.length || start + LONGEST > this.#to",
      FAST,
    ],
    ["this.#to < codes.length", "true", FAST],
    ["this.#to < codes.length", "this.#to <= codes.length", FAST],
    ["start + LONGEST > this.#to", "true", FAST],
    ["start + LONGEST > this.#to", "start + LONGEST >= this.#to", FAST],
    [
      "this.at + line * PLAIN_LINE.size + PLAIN_LINE.end",
      "this.at + line * PLAIN_LINE.size - PLAIN_LINE.end",
      "The end is the first of the integers.",
    ],
  ],
  "core/lint/answer/keys-in-poll.ts": [
    ["/[ \\n]+/", "/[ \\n]/", "A text of no characters is not hidden."],
    ["[]", '["Stryker was here"]', "A text has no members."],
    ["stop > start", "stop >= start", "The value from its start is the whole value."],
    ["stop < end", "true", "A text of no characters is not hidden."],
    ["stop < end", "stop <= end", "A text of no characters is not hidden."],
    ["{ bomSkipped: false }", "{}", "It begins with a quote."],
    ["false", "true", "It begins with a quote."],
  ],
  "core/lint/key-file/document/line-list.ts": [
    ["marked.size === 0", "false", FAST],
    ["marked.size > FEW", "true", FAST],
    ["marked.size > FEW", "false", FAST],
    ["marked.size > FEW", "marked.size >= FEW", FAST],
    ["marked.size > FEW", "marked.size <= FEW", FAST],
    ["at > target + 1", "true", FAST],
    ["at > target + 1", "false", FAST],
    ["at > target + 1", "at >= target + 1", FAST],
    ["at > target + 1", "at <= target + 1", FAST],
    ["target + 1", "target - 1", FAST],
    ["this.#chunks.filter((chunk) => chunk.handles.length > 0)", "this.#chunks", FAST],
    ["chunk.handles.length > 0", "true", FAST, 2],
    ["chunk.handles.length > 0", "chunk.handles.length >= 0", FAST, 2],
    ["chunk !== undefined && chunk.handles.length + added.length <= LARGEST_CHUNK", "false", FAST],
    [
      "chunk.handles.length + added.length <= LARGEST_CHUNK",
      "chunk.handles.length + added.length < LARGEST_CHUNK",
      FAST,
    ],
    [
      "{ chunk.handles.splice(offset, 0, ...added); for (const handle of added) this.#chunkOf[handle] = chunk; return; }",
      "{}",
      FAST,
    ],
    ["chunk !== undefined && chunk.handles.length > 0", "true", FAST],
    ["chunk === undefined", "false", TYPES],
    ["handle !== undefined", "true", TYPES],
    ["chunk !== undefined", "true", TYPES],
    ["this.#chunks[middle]?.first", "this.#chunks[middle].first", TYPES],
  ],
  "core/lint/key-file/document/line-texts.ts": [
    ["{ this.#starts.reserve(lines); this.#ends.reserve(lines); }", "{}", FAST],
    ["this.#starts.reserve(lines);", ";", FAST],
    ["this.#ends.reserve(lines);", ";", FAST],
    [
      "{ this.#later.delete(handle); }",
      "{}",
      "It only frees memory: a handle that is used again gets a text.",
    ],
    ["this.#later.delete(handle);", ";", "It only frees memory: a handle that is used again gets a text."],
  ],
  "core/lint/key-file/document/lines-in-order.ts": [
    ["known !== undefined", "false", FAST],
    ["lines.length >= LARGE", "true", FAST],
    ["lines.length >= LARGE", "false", FAST],
    ["lines.length >= LARGE", "lines.length > LARGE", FAST],
    ["lines.length >= LARGE", "lines.length < LARGE", FAST],
    ["this.#large.set(key, lines);", ";", FAST],
  ],
  "core/lint/key-file/line-facts.ts": [
    ['"end"', '""', READ],
    ["false", "true", READ, 5],
    ["true", "false", READ],
    ["-1", "+1", READ, 3],
    ['"none"', '""', READ],
    ['""', '"Stryker was here!"', READ, 2],
    ["this.source?.slice", "this.source.slice", TYPES],
    ["(this.lineClass & Char.beyondAscii) !== 0", "true", FAST],
    ["this.nameEnd < 0", "this.nameEnd <= 0", AFTER_ID],
    ["this.ipEnd < 0", "this.ipEnd <= 0", AFTER_ID, 2],
  ],
  "server/node-ports.ts": [["{ return undefined; }", "{}", "A function without a return returns undefined."]],
  "core/files/lock.ts": [
    ["Math.random() * 200", "Math.random() / 200", FAST],
    ["{ stale: STALE_AFTER }", "{}", "It is what the library does by default."],
    ["true", "false", FAST, 2],
    [
      "stats.mtimeMs < Date.now() - STALE_AFTER",
      "stats.mtimeMs <= Date.now() - STALE_AFTER",
      "A millisecond later both are true.",
    ],
  ],
  "core/poll/run/surroundings.ts": [
    [
      "statSync(path, { throwIfNoEntry: false })?.isDirectory",
      "statSync(path, { throwIfNoEntry: false }).isDirectory",
      FAST,
    ],
    ["{ throwIfNoEntry: false }", "{}", FAST],
    ["false", "true", FAST],
    ["value === undefined", "false", TYPES],
  ],
  "core/log/recognise.ts": [
    ['" (from manager)"', '""', FAST],
    ['""', '"Stryker was here!"', "There is always a text, or the filter only saves time.", 5],
    ['parts.at(-1)?.trimEnd() ?? ""', 'parts.at(-1)?.trimEnd() && ""', FAST],
    ["parts.at(-1)?.trimEnd()", "parts.at(-1)?.trimStart()", FAST],
    ["parts.at(-1)?.trimEnd", "parts.at(-1).trimEnd", TYPES],
    ["rank >= 0", "rank > 0", "No wording is without text of its own."],
    ["byWriter.size >= MOST_WRITERS", "true", FAST],
    ["byWriter.size >= MOST_WRITERS", "false", FAST],
    ["byWriter.size >= MOST_WRITERS", "byWriter.size > MOST_WRITERS", FAST],
    ["byWriter.size >= MOST_WRITERS", "byWriter.size < MOST_WRITERS", FAST],
    ["byWriter.clear();", ";", FAST],
    ["byWriter.set(tag, found);", ";", FAST],
    ["literal * 2", "literal / 2", "Both order by the text first."],
    ["mayBeBare(text)", "true", FAST],
    ["found === undefined", "true", FAST, 2],
    [
      'candidates.filter( ({ opening }) => opening !== "" && (opening.startsWith(prefix) || prefix.startsWith(opening)), )',
      "candidates",
      FAST,
    ],
    ['opening !== "" && (opening.startsWith(prefix) || prefix.startsWith(opening))', "true", FAST],
    [
      'opening !== "" && (opening.startsWith(prefix) || prefix.startsWith(opening))',
      'opening !== "" || opening.startsWith(prefix) || prefix.startsWith(opening)',
      FAST,
    ],
    ['opening !== ""', "true", FAST],
    ["opening.startsWith(prefix) || prefix.startsWith(opening)", "true", FAST],
    ["byPrefix.size >= MOST_PREFIXES", "true", FAST],
    ["byPrefix.size >= MOST_PREFIXES", "false", FAST],
    ["byPrefix.size >= MOST_PREFIXES", "byPrefix.size > MOST_PREFIXES", FAST],
    ["byPrefix.size >= MOST_PREFIXES", "byPrefix.size < MOST_PREFIXES", FAST],
    ["byPrefix.clear();", ";", FAST],
    ["byPrefix.set(prefix, found);", ";", FAST],
    ["end < LONGEST_PREFIX && !isOfValue(text.charCodeAt(end))", "false", FAST],
    ["end < LONGEST_PREFIX", "end <= LONGEST_PREFIX", FAST],
    ["end < LONGEST_PREFIX", "end >= LONGEST_PREFIX", FAST],
    ["!isOfValue(text.charCodeAt(end))", "isOfValue(text.charCodeAt(end))", FAST],
    ["text.slice(0, end)", "text", FAST],
    ["{ return isDigit(code) || code === 39; }", "{}", FAST],
    ["isDigit(code) || code === 39", "true", FAST],
    ["isDigit(code) || code === 39", "false", FAST],
    ["isDigit(code) || code === 39", "isDigit(code) && code === 39", FAST],
    ["code === 39", "false", FAST],
    ["code === 39", "code !== 39", FAST],
    ["code >= 48 && code <= 57", "true", FAST],
    ["code >= 48 && code <= 57", "code >= 48 || code <= 57", FAST],
    ["code >= 48", "true", FAST],
    ["code <= 57", "true", FAST],
    ['"\\u00a0"', '""', FAST],
    ["!plain.startsWith(opening) || !end.endsWith(ending)", "false", FAST],
    [
      "!plain.startsWith(opening) || !end.endsWith(ending)",
      "!plain.startsWith(opening) && !end.endsWith(ending)",
      FAST,
    ],
    ["isDigit(text.charCodeAt(0)) || text.endsWith(FROM_MANAGER)", "true", FAST],
  ],
  "core/log/reader.ts": [
    ["[]", '["Stryker was here"]', "No line has the place 0."],
    ['""', '"Stryker was here!"', "It is set before it is read."],
    ["{ length: TIME }", "{}", "It is set before it is read."],
    ["() => 0", "() => undefined", "It is set before it is read."],
    ["from + PIECE", "from - PIECE", FAST],
    ["from === LONGEST_LINE", "false", FAST],
    [
      "{ // The rest of a long line is not looked at. const feed = bytes.subarray(0, end).indexOf(FEED, from); if (feed < 0)…",
      "{}",
      FAST,
    ],
    ["place > 0", "false", FAST],
    ["text - start - TIME", "text - start + TIME", FAST],
    ["text - start", "text + start", FAST],
    ["content !== null", "true", FAST],
    ["at >= 0 && bytes[start + at] === known[at]", "false", FAST],
    ["at >= 0", "at > 0", FAST],
    ["at >= 0", "at < 0", FAST],
    ["at < 0", "false", FAST],
    ["line.slice(0, at)", "line", FAST],
    ["tag !== undefined", "false", FAST],
    ["parts.time !== undefined && parts.tag !== undefined && line.slice(at) === parts.text", "true", FAST],
    ["parts.time !== undefined && parts.tag !== undefined && line.slice(at) === parts.text", "false", FAST],
    [
      "parts.time !== undefined && parts.tag !== undefined && line.slice(at) === parts.text",
      "parts.time !== undefined && parts.tag !== undefined || line.slice(at) === parts.text",
      FAST,
    ],
    ["parts.time !== undefined && parts.tag !== undefined", "true", FAST],
    [
      "parts.time !== undefined && parts.tag !== undefined",
      "parts.time !== undefined || parts.tag !== undefined",
      FAST,
    ],
    ["parts.time !== undefined", "true", FAST],
    ["parts.time !== undefined", "parts.time === undefined", FAST],
    ["parts.tag !== undefined", "true", FAST],
    ["parts.tag !== undefined", "parts.tag === undefined", FAST],
    ["line.slice(at) === parts.text", "true", FAST],
    ["line.slice(at) === parts.text", "line.slice(at) !== parts.text", FAST],
    ["line.slice(at)", "line", FAST],
    ["{ if (tags.size >= MOST_HEADS) tags.clear(); tags.set(head, parts.tag); }", "{}", FAST],
    ["tags.size >= MOST_HEADS", "true", FAST],
    ["tags.size >= MOST_HEADS", "false", FAST],
    ["tags.size >= MOST_HEADS", "tags.size > MOST_HEADS", FAST],
    ["tags.size >= MOST_HEADS", "tags.size < MOST_HEADS", FAST],
    ["tags.clear();", ";", FAST],
    ["tags.set(head, parts.tag);", ";", FAST],
  ],
  "core/log/conclusions.ts": [
    ["a === undefined", "false", "Where there is no first source, there is no second."],
    ["records === undefined", "false", "An agent has a record only if there are records."],
  ],
};

export interface Judgement {
  /** The unnoticed changes that are not accepted. */
  readonly open: readonly Change[];
  /** Entries about these files that the unnoticed changes do not match, or not at this number of places. */
  readonly outdated: readonly string[];
}

export function judged(files: readonly string[], unnoticed: readonly Change[], list = accepted): Judgement {
  const matched = new Set<Change>();
  const outdated: string[] = [];
  for (const file of files) {
    for (const [before, after, , places = 1] of list[file] ?? []) {
      const found = unnoticed.filter(
        (each) => each.file === file && each.before === before && each.after === after,
      );
      if (found.length === places) for (const each of found) matched.add(each);
      else outdated.push(`${file} (${found.length} places, not ${places})\n- ${before}\n+ ${after}`);
    }
  }
  return { open: unnoticed.filter((each) => !matched.has(each)), outdated };
}
