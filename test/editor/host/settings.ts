/** The user settings that the tests start with: an editor that is quiet, still and offline. */

/** Setting names and their values, as in settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

/** No welcome pages, no questions, no background traffic, no motion: what appears comes from the extension. */
export const quietSettings: Settings = {
  "workbench.startupEditor": "none",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.tips.enabled": false,
  "workbench.reduceMotion": "on",
  "workbench.editor.enablePreview": false,
  "workbench.list.mouseWheelScrollSensitivity": 3,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.showReleaseNotes": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "always",
  "explorer.autoReveal": false,
  "git.enabled": false,
  "npm.autoDetect": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  "remote.autoForwardPorts": false,
  "editor.cursorBlinking": "solid",
  "window.confirmBeforeClose": "never",
};
