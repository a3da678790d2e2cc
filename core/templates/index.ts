/** Scripts that are right from the first line: for polling and for registering, whole and as snippets. */

export { INTEGRATIONS, renderTemplate, type Template, templates } from "./catalogue.ts";
export { type Form, SOCKET, snippetBody } from "./code.ts";
export { type SampleAgent, sampleAgents } from "./data-set.ts";
export { notOffered, whyNotOffered } from "./not-offered.ts";
export { type RegistrationScript, registrationScripts } from "./registration/index.ts";
export { type Snippet, snippetFiles } from "./snippets.ts";
export { dataSet, type SourceId, sourceIds } from "./sources.ts";
