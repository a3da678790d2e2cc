/** Makes a template from a language, a source and a form. */

import { withoutMarks } from "./code.ts";
import { headLines, settingsOf } from "./head.ts";
import type { Language } from "./language.ts";
import { dataSet, type Source } from "./sources.ts";
import type { Form, Template } from "./template.ts";

/** The template, or undefined if the language is not offered for the source or in the form. */
export function render(language: Language, source: Source, form: Form): Template | undefined {
  const lookup = language.lookups[source.id];
  if (lookup === undefined || !language.forms.includes(form)) return undefined;
  const isFile = source.noun === "file";
  const head = headLines(language, source, form, lookup);
  const marked = language.write(lookup, {
    head,
    noun: source.noun,
    failure: source.failure,
    form,
    exact: isFile,
    waits: !isFile || form === "daemon",
  });
  return {
    id: [language.id, source.id, ...(form === "daemon" ? [form] : [])].join("-"),
    language: language.id,
    source: source.id,
    form,
    title: `${language.title}: ${source.title}${form === "daemon" ? ", as a socket daemon" : ""}`,
    languageTitle: language.title,
    sourceTitle: source.title,
    fileName: language.fileName,
    text: withoutMarks(marked),
    marked,
    settings: settingsOf(source, form, lookup),
    needs: lookup.needs,
    install: lookup.install ?? [],
    build: language.build,
    dataSet: dataSet(source.id),
  };
}
