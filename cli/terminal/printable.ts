/** Text from files and scripts, made safe for a terminal. */

const CONTROL_PICTURES = 0x2400;
const DELETE_PICTURE = "\u2421";

/**
 * The text with a visible sign for every control character, so that nothing in it moves the cursor or changes colours.
 * Each character stays one character, so columns do not change.
 */
export function onOneLine(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, sign);
}

function sign(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code);
  return code === 0x7f ? DELETE_PICTURE : "\ufffd";
}
