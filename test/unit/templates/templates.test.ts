/** The set of templates: which are offered, and what every script contains. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { scriptLanguages } from "../../../core/languages/index.ts";
import {
  type Form,
  renderTemplate,
  sourceIds,
  templates,
  whyNotOffered,
} from "../../../core/templates/index.ts";

const forms: readonly Form[] = ["script", "daemon"];

describe("the set of templates", () => {
  const combinations = scriptLanguages.flatMap((language) =>
    sourceIds.flatMap((source) => forms.map((form) => [language, source, form] as const)),
  );

  test.each(combinations)("%s, %s, %s is offered, or a reason is given", (language, source, form) => {
    const template = renderTemplate(language, source, form);
    const reason = whyNotOffered(language, source, form);
    expect(template === undefined, reason).toBe(reason !== undefined);
  });

  test("the table of docs/templates.md says the same", () => {
    const rows = readFileSync("docs/templates.md", "utf8").split("\n");
    for (const language of scriptLanguages) {
      const cells = sourceIds.map((source) => {
        const offered = forms.filter((form) => renderTemplate(language, source, form) !== undefined);
        return offered.join(", ") || "–";
      });
      expect(rows).toContain(`| \`${language}\` | ${cells.join(" | ")} |`);
    }
  });

  test("sample keys have the form that every release takes, and the head names it", () => {
    for (const { dataSet, source, text } of templates()) {
      expect(text).toContain("64 lower-case hexadecimal digits");
      const keys = dataSet.text.match(/\b[0-9A-Za-z]{30,}\b/g) ?? [];
      expect(keys.length, source).toBe(5);
      for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test("each template has its own id", () => {
    const ids = templates().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("python-sqlite");
  });
});

describe.each(templates())("$id", (template) => {
  const { text, settings, form, language } = template;

  test("explains the configuration of both generations of the manager", () => {
    expect(text).toContain("<key_request>");
    expect(text).toContain('<wodle name="agent-key-polling">');
    expect(text.includes("<socket>")).toBe(form === "daemon");
  });

  test("names every setting at its head and reads it", () => {
    for (const { name } of settings) expect(text.split(name).length, name).toBeGreaterThan(2);
  });

  test("holds no secret", () => {
    for (const { name, preset } of settings) {
      if (/PASSWORD|TOKEN/.test(name)) expect(preset, name).toBe("");
    }
  });

  test("sets a time limit exactly if something can make it wait", () => {
    const isLimited = form === "daemon" || !["csv", "json"].includes(template.source);
    const uses = text.match(/\btimeout\b/gi) ?? [];
    expect(uses.length > 1).toBe(isLimited);
    expect(uses.length > 0).toBe(isLimited);
  });

  test("is tidy text", () => {
    expect(text).toMatch(language === "go" ? /^\/\/ / : /^#!\/usr\/bin\/env \w+\n/);
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/[ \t]$|\n{4}|⟦|⟧|\r/m);
    const long = text.split("\n").filter((line) => line.length > 125);
    expect(long).toEqual([]);
  });
});
