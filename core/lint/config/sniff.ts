/** Which documents are a manager's configuration, told by name and content. */

/** What kind of file a name promises: an `ossec.conf`, something that may be one or a part of one, or something else. */
export type NameKind = "ossec-conf" | "may-be" | "other";

/** `path` is a path or the address of a document. */
export function nameKind(path: string): NameKind {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
  if (name === "ossec.conf") return "ossec-conf";
  return /\.(?:conf|xml)$/.test(name) ? "may-be" : "other";
}

/** A file of this name and text is to be checked as a configuration. */
export function isOssecConfig(path: string, text: string): boolean {
  const kind = nameKind(path);
  return kind === "ossec-conf" || (kind === "may-be" && /<ossec_config[\s>]/.test(text));
}
