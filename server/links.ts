/** Links in documents: pages that comments name, and existing files that a configuration names. */

import type { DocumentLink } from "vscode-languageserver";
import { pageLinks } from "../core/lint/key-file/index.ts";
import { rangeOf as configRangeOf } from "./config-ranges.ts";
import type { OpenConfig } from "./configs.ts";
import { rangeOf } from "./diagnostics.ts";
import type { OpenKeyFile } from "./key-files.ts";

/** The URI of a file that can be shown as text. Undefined if there is none on this machine. */
export type FindText = (path: string) => string | undefined;

export function keyFileLinks({ model }: OpenKeyFile): DocumentLink[] {
  return pageLinks(model).map((link) => ({ range: rangeOf(link), target: link.address }));
}

export function configLinks({ model }: OpenConfig, findText: FindText): DocumentLink[] {
  if (model === undefined) return [];
  const { lines } = model;
  return model.namedFiles().flatMap((file) => {
    const target = findText(file.path);
    return target === undefined ? [] : [{ range: configRangeOf(lines, file), target }];
  });
}
