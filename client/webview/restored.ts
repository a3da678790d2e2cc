/** The panels that come back after a restart of the window. `package.json` names the same in its activation events. */

export const restoredPanels = ["keypoll.verdict", "keypoll.rehearsal"] as const;
export type RestoredPanel = (typeof restoredPanels)[number];
