/** Which documents are a manager's configuration, told by name and content. */

/** What kind of file a name promises: an `ossec.conf`, something that may be one, or something else. */
export type NameKind = "ossec-conf" | "conf" | "other";

/** `path` is a path or the address of a document. */
export function nameKind(path: string): NameKind {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
  if (name === "ossec.conf") return "ossec-conf";
  return name.endsWith(".conf") ? "conf" : "other";
}

/** A file of this name and text is to be checked as a configuration. */
export function isOssecConfig(path: string, text: string): boolean {
  const kind = nameKind(path);
  return kind === "ossec-conf" || (kind === "conf" && /<ossec_config[\s>]/.test(text));
}
