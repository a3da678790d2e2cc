/** Checking poll scripts: grammars, an open script, the rules, their findings and fixes. */

export { findingsOf } from "./findings.ts";
export { type Grammar, Grammars, type ReadWasm, type WasmFile } from "./grammar.ts";
export { ignoreFix } from "./ignore-fix.ts";
export { isPollScript } from "./poll-script.ts";
export type { ScriptReading } from "./reading.ts";
export { scriptRules } from "./rules/index.ts";
export { secretsOf } from "./rules/secret.ts";
export { ScriptDocument } from "./script-document.ts";
export { type ParsedLanguage, type Statement, type Statements, statementsOf } from "./statements.ts";
export type { SyntaxCheck } from "./syntax-check.ts";
