/** How each language writes an object for its JSON library. */

import type { ScriptLanguage } from "../../../languages/index.ts";

export interface ObjectWriter {
  /** The function that makes JSON. */
  readonly name: string;
  /** It must be loaded first. */
  readonly needsLibrary: boolean;
  print(object: string): string;
  object(members: string): string;
  member(name: string, value: string): string;
  /** A text as a literal. */
  text(value: string): string;
  /** A value that must become a text, alone and as a part of one. */
  asText(source: string): string;
  part(source: string): string;
  readonly join: string;
  readonly yes: string;
  readonly no: string;
  readonly nothing: string;
}

const quoted = (text: string): string => JSON.stringify(text);
const singleQuoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

export const objectWriters: Readonly<Partial<Record<ScriptLanguage, ObjectWriter>>> = {
  python: {
    name: "json.dumps",
    needsLibrary: true,
    print: (object) => `json.dumps(${object})`,
    object: (members) => `{${members}}`,
    member: (name, value) => `${quoted(name)}: ${value}`,
    text: quoted,
    asText: (source) => `str(${source})`,
    part: (source) => `str(${source})`,
    join: "+",
    yes: "True",
    no: "False",
    nothing: "None",
  },
  javascript: {
    name: "JSON.stringify",
    needsLibrary: false,
    print: (object) => `JSON.stringify(${object})`,
    object: (members) => `{ ${members} }`,
    member: (name, value) => `${/^[a-z]\w*$/i.test(name) ? name : quoted(name)}: ${value}`,
    text: quoted,
    asText: (source) => `String(${source})`,
    part: (source) => `String(${source})`,
    join: "+",
    yes: "true",
    no: "false",
    nothing: "null",
  },
  php: {
    name: "json_encode",
    needsLibrary: false,
    print: (object) => `json_encode(${object})`,
    object: (members) => `[${members}]`,
    member: (name, value) => `${singleQuoted(name)} => ${value}`,
    text: singleQuoted,
    asText: (source) => `(string) ${source}`,
    part: (source) => source,
    join: ".",
    yes: "true",
    no: "false",
    nothing: "null",
  },
  ruby: {
    name: "JSON.generate",
    needsLibrary: true,
    print: (object) => `JSON.generate(${object})`,
    object: (members) => `{ ${members} }`,
    member: (name, value) => `${quoted(name)} => ${value}`,
    text: (value) => quoted(value).replaceAll("#", "\\#"),
    asText: (source) => `${source}.to_s`,
    part: (source) => `${source}.to_s`,
    join: "+",
    yes: "true",
    no: "false",
    nothing: "nil",
  },
};
