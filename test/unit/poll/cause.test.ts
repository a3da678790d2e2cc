/** What alone gives the own profile's verdict: folder, then single variables, then all, then all in the folder. */

import { expect, test } from "vitest";
import { type Cause, causeOf, type Differences, type Given } from "../../../core/poll/compare/cause.ts";

/** What a script needs in order to give the same verdict as in the own profile. */
type Needs = (given: Given) => boolean;

const has =
  (...names: readonly string[]): Needs =>
  ({ environment }) =>
    names.every((name) => environment?.[name] === `own ${name}`);

const isIn =
  (folder: string): Needs =>
  ({ workingDirectory }) =>
    workingDirectory === folder;

const both =
  (...needs: readonly Needs[]): Needs =>
  (given) =>
    needs.every((each) => each(given));

const variables = Object.fromEntries(
  [
    "TOKEN",
    "USER",
    "NODE_PATH",
    "PERL5LIB",
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "LC_ALL",
    "LANG",
    "HOME",
    "PATH",
  ].map((name) => [name, `own ${name}`]),
);
const given: Given = { workingDirectory: undefined, environment: { PATH: "/bin" } };
const elsewhere: Differences = { given, folder: "/home/me", variables };

async function found(differences: Differences, needs: Needs): Promise<[Cause | undefined, Given[]]> {
  const tried: Given[] = [];
  const cause = await causeOf(differences, (each) => {
    tried.push(each);
    return Promise.resolve(needs(each));
  });
  return [cause, tried];
}

test.each<[title: string, needs: Needs, cause: Cause | undefined]>([
  ["the folder", isIn("/home/me"), { kind: "working-directory", path: "/home/me" }],
  ["HOME", has("HOME"), { kind: "variable", name: "HOME" }],
  ["LANG", has("LANG"), { kind: "variable", name: "LANG" }],
  ["LC_ALL", has("LC_ALL"), { kind: "variable", name: "LC_ALL" }],
  ["PYTHONPATH", has("PYTHONPATH"), { kind: "variable", name: "PYTHONPATH" }],
  ["VIRTUAL_ENV", has("VIRTUAL_ENV"), { kind: "variable", name: "VIRTUAL_ENV" }],
  ["PERL5LIB", has("PERL5LIB"), { kind: "variable", name: "PERL5LIB" }],
  ["NODE_PATH", has("NODE_PATH"), { kind: "variable", name: "NODE_PATH" }],
  ["USER", has("USER"), { kind: "variable", name: "USER" }],
  ["two variables", has("HOME", "LANG"), { kind: "environment" }],
  ["a variable that few scripts have", has("TOKEN"), { kind: "environment" }],
  ["a variable and the folder", both(has("HOME"), isIn("/home/me")), { kind: "environment-and-directory" }],
  ["nothing that can be tried", () => false, undefined],
  ["PATH, which both profiles were given", has("PATH"), undefined],
])("%s", async (_title, needs, cause) => {
  expect((await found(elsewhere, needs))[0]).toEqual(cause);
});

test("a PATH that nobody gave is the first variable that is tried", async () => {
  const differences = { given: {}, folder: undefined, variables };
  expect(await found(differences, has("PATH"))).toEqual([
    { kind: "variable", name: "PATH" },
    [{ environment: { PATH: "own PATH" } }],
  ]);
});

test("each difference is added to what both profiles were given, and only those that there are", async () => {
  const few = { HOME: "/home/me", TOKEN: "t" };
  const [, tried] = await found({ given, folder: "/home/me", variables: few }, () => false);
  const there = { workingDirectory: "/home/me" };
  expect(tried).toEqual([
    { ...given, ...there },
    { ...given, environment: { PATH: "/bin", HOME: "/home/me" } },
    { ...given, environment: { PATH: "/bin", ...few } },
    { ...there, environment: { PATH: "/bin", ...few } },
  ]);
  const [, here] = await found({ given, folder: undefined, variables: few }, () => false);
  expect(here).toEqual([tried[1], tried[2]]);
});
