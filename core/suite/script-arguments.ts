/** The arguments of a registration script under test: placeholders, and what a script's own usage text suggests. */

/** Placeholders in the arguments. The environment has the same values. */
export const places = ["name", "host", "port", "api", "user", "password", "ca", "keys"] as const;

export type Place = (typeof places)[number];

/** The first unknown placeholder in a text, such as `{nmae}`. */
export function unknownPlaceholder(text: string): string | undefined {
  return text.match(/\{\w+\}/g)?.find((found) => !places.some((place) => found === `{${place}}`));
}

export interface ProposedArguments {
  readonly line: string;
  readonly why: "usage" | "name" | "name-and-address" | "none";
}

/** A command line with its arguments in capitals, as in a usage text or at the head of a script. */
const USAGE =
  /(?:\busage:?\s+\S+|^[#\s*]*[\w./-]+\.(?:sh|py|ps1|pl|rb|php|js))((?:[ \t]+[[<]*[A-Z][A-Z_-]*[\]>]*)+)/im;

/** The names of an argument in usage texts, and the value for it. */
const meanings: readonly (readonly [name: RegExp, value: string])[] = [
  [/^(?:AGENT)?[_-]?NAME$|^AGENT$/, "{name}"],
  [/^(?:WAZUH[_-])?(?:MANAGER|SERVER|HOST)(?:[_-](?:IP|ADDRESS|HOST))?$/, "{host}"],
  [/^PORT$/, "{port}"],
  [/^(?:API|URL)(?:[_-]?URL)?$/, "{api}"],
  [/^USER(?:NAME)?$/, "{user}"],
  [/^(?:API[_-])?PASSWORD$/, "{password}"],
  [/^CA(?:[_-]?(?:FILE|CERT))?$/, "{ca}"],
  [/^(?:AGENT[_-])?(?:IP|ADDRESS)$/, "any"],
];

/** The arguments to run a script with, the likeliest first: from its own usage text, if that can be read. */
export function proposeArguments(text: string): readonly [ProposedArguments, ...ProposedArguments[]] {
  const usage = usageIn(text);
  const usual: readonly [ProposedArguments, ...ProposedArguments[]] = [
    { line: "{name}", why: "name" },
    { line: "{name} any", why: "name-and-address" },
    { line: "", why: "none" },
  ];
  if (usage === undefined) return usual;
  return [{ line: usage, why: "usage" }, ...usual.filter(({ line }) => line !== usage)];
}

/** Only the required arguments. Undefined if one of them has an unknown name. */
function usageIn(text: string): string | undefined {
  const words = USAGE.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  const needed = words.filter((word) => !word.startsWith("["));
  const values = needed.map((word) => {
    const name = word.replace(/[<>]/g, "");
    return meanings.find(([each]) => each.test(name))?.[1];
  });
  return needed.length === 0 || values.includes(undefined) ? undefined : values.join(" ");
}
