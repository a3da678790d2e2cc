/** Poll scripts that are right from the first line: languages times sources, whole and as snippets. */

import type { Language } from "./language.ts";
import { bash } from "./languages/bash/frame.ts";
import { go } from "./languages/go/frame.ts";
import { javascript } from "./languages/javascript/frame.ts";
import { perl } from "./languages/perl/frame.ts";
import { php } from "./languages/php/frame.ts";
import { powershell } from "./languages/powershell/frame.ts";
import { python } from "./languages/python/frame.ts";
import { ruby } from "./languages/ruby/frame.ts";
import { render } from "./render.ts";
import { sources } from "./sources.ts";
import type { Form, LanguageId, SourceId, Template } from "./template.ts";

export { snippetBody } from "./code.ts";
export { type DataSet, dataSet, type SampleAgent, sampleAgents } from "./data-set.ts";
export { type NotOffered, notOffered } from "./not-offered.ts";
export {
  errorNumbers,
  type Form,
  type LanguageId,
  type Setting,
  type SourceId,
  type Template,
} from "./template.ts";

/** Every language, in the order of a pick. */
const languages: readonly Language[] = [python, bash, javascript, perl, php, ruby, go, powershell];

const all: readonly Template[] = languages.flatMap((language) =>
  sources.flatMap((source) =>
    language.forms.flatMap((form) => {
      const template = render(language, source, form);
      return template === undefined ? [] : [template];
    }),
  ),
);

/** Every template there is: by language, then by source, then by form. */
export function templates(): readonly Template[] {
  return all;
}

/** One template; undefined where the combination makes no sense and is not offered. */
export function renderTemplate(language: LanguageId, source: SourceId, form: Form): Template | undefined {
  return all.find((row) => row.language === language && row.source === source && row.form === form);
}
