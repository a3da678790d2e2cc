/**
 * The library's public types: rolls its declarations up into `dist/library/index.d.ts`, and compares them with the
 * report in `api/`. `node scripts/api.ts --update` writes the report. Without it a difference is an error.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

const root = path.join(import.meta.dirname, "..");
const types = path.join(root, "dist/types");
const report = path.join(root, "api");

/** Declarations of every file, as the compiler makes them. */
function declare(): void {
  execFileSync(path.join(root, "node_modules/.bin/tsc"), ["-p", "library", "--outDir", types], {
    cwd: root,
    stdio: "inherit",
  });
}

function configuration(): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: path.join(root, "package.json"),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: path.join(types, "library/index.d.ts"),
      newlineKind: "lf",
      compiler: {
        // The extractor has its own compiler, which reads only the declarations.
        overrideTsconfig: {
          compilerOptions: {
            target: "ES2023",
            lib: ["ES2023"],
            module: "ESNext",
            moduleResolution: "bundler",
            allowImportingTsExtensions: true,
            noEmit: true,
            strict: true,
            types: ["node"],
          },
          files: [path.join(types, "library/index.d.ts")],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: "keypoll.api.md",
        reportFolder: report,
        reportTempFolder: path.join(root, "dist/api"),
      },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: path.join(root, "dist/library/index.d.ts") },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          // Everything that is exported is public.
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
          // A name without a comment is enough if a comment would only repeat it.
          "ae-undocumented": { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}

const update = process.argv.includes("--update");
mkdirSync(report, { recursive: true });
declare();
const { succeeded, apiReportChanged } = Extractor.invoke(configuration(), { localBuild: update });
if (apiReportChanged && !update) {
  console.error(
    "The library's face is another than api/keypoll.api.md says; dist/api/keypoll.api.md has the new one. Where that is meant: npm run api, an entry in CHANGELOG.md, and both into one commit.",
  );
}
if (!succeeded) process.exitCode = 1;
