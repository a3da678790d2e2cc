/** Words that programs print for a missing value, and that people write until they have the key. */

const PLACEHOLDER =
  /^(?:none|null|nil|undefined|nan|n\/a|key|agent_?key|secret|password|change_?me|todo|test|true|false|0+|x+|\*+|\.+|-+|<.*>|\{.*\})$/i;

/** Whether a key, without the blanks around it, is such a word. An empty key is not. */
export function isPlaceholderWord(key: string): boolean {
  return PLACEHOLDER.test(key);
}
