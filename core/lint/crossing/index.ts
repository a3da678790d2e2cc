/** Crossing to 5.x in words. */

export { deciderTexts, fateKindTexts, fateText, reasonTexts } from "./fate-text.ts";
export { goneTexts } from "./gone-text.ts";
