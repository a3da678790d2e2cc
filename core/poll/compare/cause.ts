/** Which one difference, added to the manager's profile, gives the verdict of the own one: found by trying each. */

import type { PollOptions } from "../run/options.ts";

export type Cause =
  | { readonly kind: "working-directory"; readonly path: string }
  | { readonly kind: "variable"; readonly name: string }
  /** Several variables together. */
  | { readonly kind: "environment" }
  | { readonly kind: "environment-and-directory" };

export type Given = Pick<PollOptions, "environment" | "workingDirectory">;

export interface Differences {
  /** What both profiles were given. */
  readonly given: Given;
  /** The folder of the own profile. Undefined if the manager's is the same. */
  readonly folder: string | undefined;
  /** The variables of the own profile. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Variables that scripts often depend on, the likeliest first. */
const SUSPECTS = [
  "PATH",
  "HOME",
  "LANG",
  "LC_ALL",
  "PYTHONPATH",
  "VIRTUAL_ENV",
  "PERL5LIB",
  "NODE_PATH",
  "USER",
] as const;

/** `explains` runs the manager's profile with something more. Undefined if nothing explains the difference. */
export async function causeOf(
  { given, folder, variables }: Differences,
  explains: (given: Given) => Promise<boolean>,
): Promise<Cause | undefined> {
  const there = folder === undefined ? undefined : { ...given, workingDirectory: folder };
  if (there !== undefined && (await explains(there)))
    return { kind: "working-directory", path: there.workingDirectory };
  for (const name of SUSPECTS) {
    const value = given.environment?.[name] === undefined ? variables[name] : undefined;
    if (value === undefined) continue;
    if (await explains({ ...given, environment: { ...given.environment, [name]: value } }))
      return { kind: "variable", name };
  }
  const environment = { ...variables, ...given.environment };
  if (await explains({ ...given, environment })) return { kind: "environment" };
  if (there !== undefined && (await explains({ ...there, environment })))
    return { kind: "environment-and-directory" };
  return undefined;
}
