import { defineStates, type StateOf } from "#app/kit/states.ts";

export const IMPORT = defineStates({
  tones: { mapping: "neutral", checking: "accent", checked: "warning", committing: "accent", done: "good" },
  acts: {
    map: { from: ["mapping", "checked"], to: "mapping" },
    // Also after the process of a check was killed.
    check: { from: ["mapping", "checking", "checked"], to: "checking" },
    commit: { from: ["checked"], to: "committing" },
    // The draft is deleted.
    remove: { from: ["mapping", "checking", "checked"], to: [] },
    // Back to the previous step, where a user can continue.
    stop: { from: ["checking", "committing"], to: "mapping" },
  },
  stored: { "import_draft.state": ["mapping", "checking", "checked", "committing", "done"] },
});

export type ImportState = StateOf<typeof IMPORT>;
