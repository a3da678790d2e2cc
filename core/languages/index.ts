/** The languages of poll scripts: their names in editors, how to recognise a file in one, and its first line. */

/** In the order of a list. */
export const scriptLanguages = [
  "python",
  "bash",
  "javascript",
  "perl",
  "php",
  "ruby",
  "go",
  "powershell",
] as const;

export type ScriptLanguage = (typeof scriptLanguages)[number];

export interface LanguageFacts {
  /** The editor's own name for the language. */
  readonly editorLanguage: string;
  readonly extensions: readonly string[];
  /** Names of interpreters without their version: `python` stands for `python3` and `python3.11` too. */
  readonly interpreters: readonly string[];
  /** The first line that a script should have. Undefined if scripts are compiled. */
  readonly firstLine: string | undefined;
  /** The start of a comment up to the end of the line. */
  readonly comment: "#" | "//";
}

export const languageFacts: Readonly<Record<ScriptLanguage, LanguageFacts>> = {
  python: {
    editorLanguage: "python",
    extensions: [".py"],
    interpreters: ["python", "pypy"],
    firstLine: "#!/usr/bin/env python3",
    comment: "#",
  },
  bash: {
    editorLanguage: "shellscript",
    extensions: [".sh", ".bash"],
    interpreters: ["bash", "sh", "dash", "ksh"],
    firstLine: "#!/usr/bin/env bash",
    comment: "#",
  },
  javascript: {
    editorLanguage: "javascript",
    extensions: [".js", ".mjs", ".cjs"],
    interpreters: ["node", "nodejs"],
    firstLine: "#!/usr/bin/env node",
    comment: "//",
  },
  perl: {
    editorLanguage: "perl",
    extensions: [".pl"],
    interpreters: ["perl"],
    firstLine: "#!/usr/bin/env perl",
    comment: "#",
  },
  php: {
    editorLanguage: "php",
    extensions: [".php"],
    interpreters: ["php"],
    firstLine: "#!/usr/bin/env php",
    comment: "//",
  },
  ruby: {
    editorLanguage: "ruby",
    extensions: [".rb"],
    interpreters: ["ruby"],
    firstLine: "#!/usr/bin/env ruby",
    comment: "#",
  },
  go: { editorLanguage: "go", extensions: [".go"], interpreters: [], firstLine: undefined, comment: "//" },
  powershell: {
    editorLanguage: "powershell",
    extensions: [".ps1"],
    interpreters: ["pwsh"],
    firstLine: "#!/usr/bin/env pwsh",
    comment: "#",
  },
};

/** The editors' names for the languages. */
export const editorLanguages: readonly string[] = scriptLanguages.map(
  (language) => languageFacts[language].editorLanguage,
);

/**
 * The language of a document by the editor's name for it, or undefined if there is no grammar for it. Some editors name
 * a language after its interpreter (`sh`) or after its file extension (`js`).
 */
export function languageOfDocument(editorLanguage: string): ScriptLanguage | undefined {
  return scriptLanguages.find((language) => {
    const { editorLanguage: name, interpreters, extensions } = languageFacts[language];
    return [name, ...interpreters].includes(editorLanguage) || extensions.includes(`.${editorLanguage}`);
  });
}

/** The language of a file by the interpreter in its first line, or else by its extension. */
export function languageOfFile(path: string, text: string): ScriptLanguage | undefined {
  const program = interpreterOf(text);
  const named = path.toLowerCase();
  return (
    scriptLanguages.find((language) =>
      languageFacts[language].interpreters.some(
        (each) => program !== undefined && isVersionOf(program, each),
      ),
    ) ??
    scriptLanguages.find((language) => languageFacts[language].extensions.some((end) => named.endsWith(end)))
  );
}

/** The program in the first line without its folder, or the one after `env`. Undefined without `#!`. */
export function interpreterOf(text: string): string | undefined {
  const words = shebangWords(text);
  const name = baseName(words[0] ?? "");
  if (name !== "env") return name === "" ? undefined : name;
  return words.slice(1).find((word) => !word.startsWith("-") && !word.includes("="));
}

/** The words after `#!` in the first line. Empty if the text does not begin with it. */
export function shebangWords(text: string): readonly string[] {
  if (!text.startsWith("#!")) return [];
  return firstLineOf(text)
    .slice(2)
    .split(" ")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** The first line without its line feed, but with a carriage return. */
export function firstLineOf(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function isVersionOf(program: string, name: string): boolean {
  return program.startsWith(name) && /^[0-9.]*$/.test(program.slice(name.length));
}
