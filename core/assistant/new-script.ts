/** Writes a correct poll script. */

import * as z from "zod";
import { scriptLanguages } from "../languages/index.ts";
import { scaffold } from "../scaffold/index.ts";
import { dataSet, renderTemplate, sourceIds, whyNotOffered } from "../templates/index.ts";
import { refused, tool } from "./tool.ts";

/** The sources that a script reads from its own file: no service has to run for a first test. */
const fileSources = new Intl.ListFormat("en-GB").format(
  sourceIds.filter((source) => dataSet(source).read !== undefined),
);

export const newScript = tool({
  name: "new_script",
  title: "Write a new poll script",
  description:
    "Gives a complete Wazuh key-poll script for a language and a source of keys, with a suite of samples and its settings: bound parameters, every error as an answer with its own number, nothing before the JSON. Writes no file. Begin with it instead of writing a script from nothing.",
  runs: false,
  input: z.object({
    language: z.enum(scriptLanguages),
    source: z.enum(sourceIds).describe("Where the keys are"),
    socket: z.boolean().optional().describe("A daemon that answers on a Unix socket, instead of a script"),
  }),
  output: z.object({
    files: z.array(z.object({ name: z.string(), mode: z.string(), content: z.string() })),
    needs: z.string().describe("What must be installed"),
    ossecConf: z.string().describe("The block for <auth> of ossec.conf, 4.4 to 4.14"),
    next: z.string().describe("What to do with it"),
  }),
  answer: ({ language, source, socket }) => {
    const form = socket === true ? "daemon" : "script";
    const template = renderTemplate(language, source, form);
    if (template === undefined) {
      return refused(
        `${language} with ${source} is not offered${form === "daemon" ? " as a daemon" : ""}: ${whyNotOffered(language, source, form)}.`,
        "Choose another language or source.",
      );
    }
    const { files, needs, ossecConf } = scaffold(template, template.fileName, "/var/ossec/integrations/");
    return {
      kind: "answer",
      value: {
        files: files.flatMap(({ name, mode, content, role }) =>
          role === "data" || typeof content !== "string" ? [] : [{ name, mode: mode.toString(8), content }],
        ),
        needs,
        ossecConf,
        next: `keypoll new ${language} ${source} ./poll${form === "daemon" ? " --socket" : ""} writes these files with sample agents; keypoll test then passes at once for ${fileSources}.`,
      },
    };
  },
});
