/** Every rule has a page in the same form and a row in the index, and the pages show what the rules report. */

import { describe, expect, it } from "vitest";
import { answerRules } from "../../../core/lint/answer/rules.ts";
import { ConfigDocument, configRules } from "../../../core/lint/config/index.ts";
import {
  AcrossFiles,
  acrossRules,
  type Finding,
  findingsOf,
  fixesOf,
  KeyFileDocument,
  keyFileRules,
  replacementOf,
  replacementRules,
} from "../../../core/lint/key-file/index.ts";
import type { PlacedFinding } from "../../../core/lint/placed-finding.ts";
import { runRuleCodes, runRules } from "../../../core/lint/registration-run/rules.ts";
import { scriptRules } from "../../../core/lint/script/index.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import { suiteRules } from "../../../core/suite/index.ts";
import { findings as scriptFindings } from "../script/support.ts";
import {
  configExample,
  type ExampleFile,
  fileExample,
  indexRows,
  pageCodes,
  readPage,
  replacementExample,
  scriptExample,
} from "./pages.ts";

interface PageOfRule {
  readonly code: string;
  readonly severity: string;
  readonly title: string;
  /** After code and severity: what the rule is about, or its authority. */
  readonly subject: string;
}

const ofKeyFiles: readonly PageOfRule[] = keyFileRules.map((rule) => ({
  ...rule,
  // Its severity depends on the kind of file.
  severity: rule.code === "not-a-key-file" ? "error or information" : rule.severity,
  subject: "client.keys",
}));

const ofReplacements: readonly PageOfRule[] = replacementRules.map((rule) => ({
  ...rule,
  subject: "a new client.keys",
}));

const ofSeveral: readonly PageOfRule[] = acrossRules.map((rule) => ({
  ...rule,
  subject: "several client.keys",
}));

const ofAnswers: readonly PageOfRule[] = Object.entries(answerRules).map(
  ([code, { severity, title, authority }]) => ({
    code,
    severity,
    title,
    subject: authority === "manager" ? "what the manager does" : "what the documentation says",
  }),
);

const ofConfigs: readonly PageOfRule[] = configRules.map((rule) => ({ ...rule, subject: "ossec.conf" }));

const ofSuites: readonly PageOfRule[] = suiteRules.map((rule) => ({ ...rule, subject: "suite" }));

const ofScripts: readonly PageOfRule[] = scriptRules.map((rule) => ({ ...rule, subject: "poll script" }));

const ofRuns: readonly PageOfRule[] = runRuleCodes.map((code) => ({
  code,
  ...runRules[code],
  subject: "registration script",
}));

const all: readonly PageOfRule[] = [
  ...ofKeyFiles,
  ...ofReplacements,
  ...ofSeveral,
  ...ofConfigs,
  ...ofScripts,
  ...ofRuns,
  ...ofSuites,
  ...ofAnswers,
];

const byCode = (a: string, b: string): number => (a < b ? -1 : 1);

describe("pages of rules", () => {
  it("exist for every rule, and for nothing else", () => {
    const codes = all.map(({ code }) => code);
    expect(pageCodes()).toEqual(codes.sort(byCode));
  });

  for (const { code, severity, title, subject } of all) {
    it(`${code} has the form of all pages`, () => {
      const page = readPage(code);
      expect(page.split("\n").slice(0, 3)).toEqual([
        `# ${title}`,
        "",
        `\`${code}\` · ${severity} · ${subject}`,
      ]);
      const headings = Array.from(page.matchAll(/^## (.+)$/gm), ([, heading]) => heading);
      expect(headings).toEqual(["What the manager does", "Example", "What to do"]);
    });

    it(`${code} links only to pages that exist`, () => {
      const links = Array.from(readPage(code).matchAll(/\]\((\S+?)\.md\)/g), ([, link]) => link);
      for (const link of links) expect(pageCodes()).toContain(link);
    });
  }
});

describe("the index", () => {
  const tables = [
    ["Rules of client.keys", ofKeyFiles],
    ["Rules of a new client.keys", ofReplacements],
    ["Rules of several client.keys", ofSeveral],
    ["Rules of ossec.conf", ofConfigs],
    ["Rules of poll scripts", ofScripts],
    ["Rules of registration scripts", ofRuns],
    ["Rules of suites", ofSuites],
    ["Rules of answers", ofAnswers],
  ] as const;

  for (const [heading, rules] of tables) {
    const rows = indexRows(heading);

    it(`${heading}: has one row for each rule`, () => {
      const codes = rules.map(({ code }) => code);
      expect(rows.map(({ code }) => code).sort(byCode)).toEqual(codes.sort(byCode));
    });

    for (const { code, severity, title } of rules) {
      it(`${heading}: ${code} has its page, its severity and its title`, () => {
        const row = rows.find((each) => each.code === code);
        expect(row).toMatchObject({ page: `${code}.md`, severity });
        expect(row?.line.startsWith(title)).toBe(true);
      });
    }
  }
});

describe("examples of several client.keys", () => {
  it.each(ofSeveral)("$code: each of the two files has the finding, and no other one", ({ code }) => {
    const { installed: one, refused: other } = replacementExample(readPage(code));
    const across = new AcrossFiles(newestRelease);
    across.add("a/client.keys", one);
    across.add("b/client.keys", other);
    for (const number of [0, 1]) {
      expect([...across.findingsIn(number)].map(({ rule }) => rule)).toEqual([code]);
    }
  });
});

describe("examples of client.keys", () => {
  // A file of thousands of agents is not an example for a page.
  const withFile = ofKeyFiles.filter(({ code }) => code !== "too-many-agents");
  for (const { code } of withFile) {
    const page = readPage(code);
    const { before, after, context } = fileExample(page);
    const all = ({ text, disk }: ExampleFile): readonly Finding[] =>
      findingsOf(new KeyFileDocument(text, context), { severities: {}, cap: 100, disk }).findings;

    it(`${code}: the first file has the finding`, () => {
      expect(all(before).map(({ rule }) => rule)).toContain(code);
    });

    it(`${code}: the second file does not have it, and nothing worse than a hint`, () => {
      const left = all(after).filter(({ rule, severity }) => rule === code || severity !== "hint");
      expect(left.map(({ rule }) => rule)).toEqual([]);
    });

    it(`${code}: the page names the quick fixes`, () => {
      const found = all(before).findLast(({ rule }) => rule === code);
      const fixes = fixesOf(new KeyFileDocument(before.text, context), code, found?.place.line ?? 0);
      const words = page.replace(/\s+/g, " ");
      for (const { title } of fixes) expect(words).toContain(`*${title}*`);
      expect(/quick fix/i.test(words)).toBe(fixes.length > 0);
      if (words.includes("part of *Fix all that is safe to fix*")) expect(fixes[0]?.safe).toBe(true);
    });
  }
});

describe("examples of a new client.keys", () => {
  // A file of hundreds of agents is not an example for a page.
  const withFile = ofReplacements.filter(({ code }) => code !== "many-removed");
  for (const { code } of withFile) {
    const { installed, refused, passes = "" } = replacementExample(readPage(code));
    const context = { release: newestRelease, role: "manager", hostName: undefined } as const;
    const found = (text: string): readonly string[] =>
      replacementOf(installed, text, new KeyFileDocument(text, context))
        .findings.filter(({ rule, severity }) => rule === code || severity === "error")
        .map(({ rule }) => rule);

    it(`${code}: the new file has the finding`, () => {
      expect(found(refused)).toEqual([code]);
    });

    it(`${code}: the file that passes has none`, () => {
      expect(found(passes)).toEqual([]);
    });
  }
});

describe("examples of ossec.conf", () => {
  // Whether a program can be run does not depend on the file.
  const withFile = ofConfigs.filter(({ code }) => code !== "program-cannot-run");
  for (const { code } of withFile) {
    const page = readPage(code);
    const example = configExample(page);
    if (example === undefined) throw new Error(`${code} shows no configuration`);
    const { before, after, release } = example;
    const findings = (text: string): readonly PlacedFinding[] =>
      new ConfigDocument(text, { release }).findings().findings;

    it(`${code}: the first file has the finding`, () => {
      expect(findings(before).map(({ rule }) => rule)).toContain(code);
    });

    it(`${code}: the second file has none`, () => {
      expect(findings(after).map(({ rule }) => rule)).toEqual([]);
    });

    it(`${code}: the page names the quick fixes`, () => {
      const words = page.replace(/\s+/g, " ");
      const fixes = findings(before).findLast(({ rule }) => rule === code)?.fixes ?? [];
      for (const { title } of fixes) expect(words).toContain(`*${title}*`);
      expect(/quick fix/i.test(words)).toBe(fixes.length > 0);
      if (words.includes("part of *Fix all that is safe to fix*")) expect(fixes[0]?.safe).toBe(true);
    });
  }
});

describe("examples of poll scripts", () => {
  // These are about what a whole script lacks.
  const ofParts = ofScripts.filter(({ code }) => !["arguments-not-read", "answer-not-made"].includes(code));
  for (const { code } of ofParts) {
    const page = readPage(code);
    const { before, after, isExecutable } = scriptExample(page);

    it(`${code}: the first script has the finding, and nothing else`, async () => {
      const found = await scriptFindings("python", before, isExecutable.before);
      expect([...new Set(found.map(({ rule }) => rule))]).toEqual([code]);
    });

    it(`${code}: the second script has none`, async () => {
      expect(await scriptFindings("python", after, isExecutable.after)).toEqual([]);
    });

    it(`${code}: the page names the quick fixes`, async () => {
      const [found] = await scriptFindings("python", before, isExecutable.before);
      const words = page.replace(/\s+/g, " ");
      for (const { title } of found?.fixes ?? []) expect(words).toContain(`*${title}*`);
    });
  }
});
