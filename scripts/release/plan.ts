/** What a release changes in the project's own files, as texts in and texts out. */

/** Those that tell users which tag to use. */
const TAGGED = ["docs/ci.md", "recipes/github-actions.yml", "recipes/pre-commit-config.yaml"] as const;

/** The files of the project that name its version. */
type VersionedName = "package.json" | "package-lock.json" | "CHANGELOG.md" | (typeof TAGGED)[number];

/** The changed files, or why that version cannot be released. */
export type ReleasePlan =
  | { readonly kind: "release"; readonly files: ReadonlyMap<string, string>; readonly notes: string }
  | { readonly kind: "problem"; readonly message: string };

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

const UNRELEASED = "## [Unreleased]";

function numbersOf(version: string): readonly number[] | undefined {
  return VERSION.exec(version)?.slice(1).map(Number);
}

function isNewer(version: readonly number[], than: readonly number[]): boolean {
  const first = version.findIndex((part, at) => part !== than[at]);
  return first >= 0 && (version[first] ?? 0) > (than[first] ?? 0);
}

/** In the Marketplace an odd minor version is a pre-release. */
export function isPreRelease(version: string): boolean {
  return (numbersOf(version)?.[1] ?? 0) % 2 === 1;
}

/** The entries of a version in the change log, without its heading. Empty if it has none. */
export function notesFor(changelog: string, heading: string): string {
  const start = changelog.indexOf(`\n${heading}`);
  if (start < 0) return "";
  const body = changelog.slice(changelog.indexOf("\n", start + 1));
  const end = body.indexOf("\n## ");
  return (end < 0 ? body : body.slice(0, end)).trim();
}

/** `textOf` gives a file of the project as it is; `today` is a date as YYYY-MM-DD. */
export function planRelease(
  textOf: (name: VersionedName) => string,
  version: string,
  today: string,
): ReleasePlan {
  const problem = (message: string): ReleasePlan => ({ kind: "problem", message });
  const wanted = numbersOf(version);
  if (wanted === undefined) {
    return problem(`"${version}" is not a version. Give three numbers, such as 1.2.0.`);
  }
  const before: string = JSON.parse(textOf("package.json")).version;
  if (!isNewer(wanted, numbersOf(before) ?? [0, 0, 0])) {
    return problem(`${version} is not newer than ${before}, the version in package.json. Give a newer one.`);
  }
  const notes = notesFor(textOf("CHANGELOG.md"), UNRELEASED);
  if (notes === "") {
    return problem(
      `CHANGELOG.md has no entry under "${UNRELEASED}". Write what changed for its users there.`,
    );
  }
  const lock = JSON.parse(textOf("package-lock.json"));
  lock.version = version;
  lock.packages[""].version = version;
  const manifest = textOf("package.json").replace(`"version": "${before}"`, `"version": "${version}"`);
  const changelog = textOf("CHANGELOG.md").replace(
    UNRELEASED,
    () => `${UNRELEASED}\n\n## [${version}] - ${today}`,
  );
  return {
    kind: "release",
    notes,
    files: new Map([
      ["package.json", manifest],
      ["package-lock.json", `${JSON.stringify(lock, null, 2)}\n`],
      ["CHANGELOG.md", changelog],
      ...TAGGED.map((name) => [name, textOf(name).replaceAll(`v${before}`, `v${version}`)] as const),
    ]),
  };
}
