/** The arguments of a registration script under test: places that are filled in, and what a script's own usage proposes. */

/** Places in the arguments; the environment holds the same values. */
export const places = ["name", "host", "port", "api", "user", "password", "ca", "keys"] as const;

export type Place = (typeof places)[number];

/** The first place in a text that is none, such as `{nmae}`. */
export function unknownPlace(text: string): string | undefined {
  return text.match(/\{\w+\}/g)?.find((found) => !places.some((place) => found === `{${place}}`));
}

export interface ProposedArguments {
  readonly line: string;
  readonly why: "usage" | "name" | "name-and-address" | "none";
}

/** A command line with its arguments in capitals, as a usage text or the head of a script has it. */
const USAGE =
  /(?:\busage:?\s+\S+|^[#\s*]*[\w./-]+\.(?:sh|py|ps1|pl|rb|php|js))((?:[ \t]+[[<]*[A-Z][A-Z_-]*[\]>]*)+)/im;

/** What an argument is called in a usage text, and what is given for it. */
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

/** What to run a script with, the likeliest first: as its own usage text says, where that can be read. */
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

/** Only the arguments that are needed; undefined where one of them has a name that says nothing. */
function usageIn(text: string): string | undefined {
  const words = USAGE.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  const needed = words.filter((word) => !word.startsWith("["));
  const values = needed.map((word) => {
    const name = word.replace(/[<>]/g, "");
    return meanings.find(([each]) => each.test(name))?.[1];
  });
  return needed.length === 0 || values.includes(undefined) ? undefined : values.join(" ");
}
