/** The catalogue of poll script templates: every language and every source in every useful form. */

import type { ScriptLanguage } from "../languages/index.ts";
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
import { type SourceId, sources } from "./sources.ts";
import type { Form, Template } from "./template.ts";

/** Every language, in the order of a list. */
const languages: readonly Language[] = [python, bash, javascript, perl, php, ruby, go, powershell];

let made: readonly Template[] | undefined;

/** All templates: by language, then by source, then by form. Made at the first call. */
export function templates(): readonly Template[] {
  made ??= languages.flatMap((language) =>
    sources.flatMap((source) =>
      language.forms.flatMap((form) => {
        const template = render(language, source, form);
        return template === undefined ? [] : [template];
      }),
    ),
  );
  return made;
}

/** One template. Undefined if the combination is not offered. */
export function renderTemplate(language: ScriptLanguage, source: SourceId, form: Form): Template | undefined {
  return templates().find((row) => row.language === language && row.source === source && row.form === form);
}
