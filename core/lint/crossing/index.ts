/** Crossing to 5.x in words. */

export { fateInPlaceText, fateKindTexts, fateText, reasonTexts } from "./fate-text.ts";
export { goneTexts, insteadText, placeText } from "./gone-text.ts";
