/** New poll scripts with their suite, their settings and sample data, ready for a first test. */

export { extensionOf, isScriptName, type Scaffold, type ScaffoldFile, scaffold } from "./scaffold.ts";
