/** The texts that users see, as they are in the code: in `say`, in `said` and in its tables. */

import { globSync, readFileSync } from "node:fs";
import {
  type Argument,
  type CallExpression,
  type Expression,
  type ObjectExpression,
  type ObjectPropertyKind,
  parseSync,
  Visitor,
} from "oxc-parser";
import { causes, explanations } from "../../../core/lint/explain/index.ts";

/** Where `said` gets its texts: in these files the members with these names. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  "core/lint/key-file/rules/relations.ts": ["related"],
  "core/lint/config/elements-4.ts": ["stops"],
  "core/lint/config/elements-5.ts": ["stops"],
  "core/reconcile/states.ts": ["title", "meaning"],
  "core/poll/coverage/recorders.ts": ["silent", "reason"],
  "server/mode-fixes.ts": ["title", "tooltip"],
  "core/templates/sources.ts": ["title"],
  ...Object.fromEntries(globSync("core/templates/languages/*/lookups.ts").map((file) => [file, ["needs"]])),
};

/** What an editor shows, and so must go through `say`. */
const SHOWN = [
  "core/lint/key-file/**/*.ts",
  "core/lint/crossing/fate-text.ts",
  "core/lint/answer/**/*.ts",
  "core/lint/script/**/*.ts",
  "core/lint/config/**/*.ts",
  "core/documents/kind-of.ts",
  "core/poll/{run,samples,socket,suite,target,windows}/*.ts",
  "core/reconcile/{comparison,facts}.ts",
  "core/suite/{violation,json-text,read-*}.ts",
  "server/*.ts",
];

/** What only the command line shows, and what the protocol answers to programs. */
const NOT_SHOWN = ["core/lint/key-file/across.ts", "server/lifecycle.ts"];

/** Members that contain a text for users. */
const MEMBERS = /^(?:message|markdown|advice|why|meaning|title|tooltip|detail|what)$/;

/** Every text by which a translation is looked up. */
export function textsOf(): ReadonlySet<string> {
  // The texts of these tables are long and many, and some consist of parts.
  const tables = [
    ...Object.values(causes).flatMap(({ title, meaning, advice }) => [title, meaning, advice]),
    ...Object.values(explanations).flatMap(({ meaning, advice }) => [meaning, advice]),
  ];
  const texts = new Set(tables.filter((text) => text !== ""));
  for (const file of globSync("{client,core,server,stand-in}/**/*.ts", { exclude: ["**/generated/**"] })) {
    const members = TABLES[file] ?? [];
    const source = readFileSync(file, "utf8");
    if (members.length === 0 && !/\bsay`|\bsaid\("/.test(source)) continue;
    visit(file, {
      ObjectExpression: ({ properties }) => {
        for (const property of properties) {
          if (property.type !== "Property" || !members.includes(nameOf(property) ?? "")) continue;
          for (const text of literalsOf(property.value)) texts.add(text);
        }
      },
      TaggedTemplateExpression: ({ tag, quasi }) => {
        if (tag.type !== "Identifier" || tag.name !== "say") return;
        texts.add(
          quasi.quasis
            .map(({ value }) => value.cooked ?? "")
            .reduce((key, part, at) => `${key}{${at - 1}}${part}`),
        );
      },
      CallExpression: (call) => addLookedUp(call, texts),
    });
  }
  return texts;
}

/** The text of a call of `said`. */
function addLookedUp({ callee, arguments: [first] }: CallExpression, texts: Set<string>): void {
  const isLookedUp = callee.type === "Identifier" && callee.name === "said";
  if (isLookedUp && first?.type === "Literal") for (const text of literalsOf(first)) texts.add(text);
}

/** `file: text` for each text that is shown untranslated. */
export function untranslated(): readonly string[] {
  return globSync(SHOWN, { exclude: NOT_SHOWN }).flatMap((file) => {
    const found: string[] = [];
    const inTables = TABLES[file] ?? [];
    visit(file, {
      ObjectExpression: (object) => {
        const isTitle = (name: string): boolean => name === "title" && isRule(object);
        for (const property of object.properties) {
          const name = nameOf(property) ?? "";
          if (property.type !== "Property" || !MEMBERS.test(name)) continue;
          if (!inTables.includes(name) && !isTitle(name))
            found.push(...literalsOf(property.value).filter(isText));
        }
      },
    });
    return found.map((text) => `${file}: ${text}`);
  });
}

function isText(text: string): boolean {
  return /[A-Za-z]/.test(text) && text.includes(" ");
}

/** The titles of rules are for the command line; an editor has them in the manifest. */
function isRule({ properties }: ObjectExpression): boolean {
  return properties.some((property) => nameOf(property) === "code" || nameOf(property) === "severity");
}

function nameOf(property: ObjectPropertyKind): string | undefined {
  return property.type === "Property" && property.key.type === "Identifier" ? property.key.name : undefined;
}

/** The plain texts that an expression can be. */
function literalsOf(node: Expression | Argument): readonly string[] {
  if (node.type === "Literal" && typeof node.value === "string") return [node.value];
  if (node.type === "TemplateLiteral") return [node.quasis.map(({ value }) => value.cooked ?? "").join("…")];
  if (node.type === "ConditionalExpression")
    return [...literalsOf(node.consequent), ...literalsOf(node.alternate)];
  return node.type === "ArrowFunctionExpression" && node.body.type !== "BlockStatement"
    ? literalsOf(node.body)
    : [];
}

function visit(file: string, visitor: ConstructorParameters<typeof Visitor>[0]): void {
  new Visitor(visitor).visit(parseSync(file, readFileSync(file, "utf8")).program);
}
