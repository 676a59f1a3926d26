import { defineStates, type StateOf } from "#app/kit/states.ts";

/** A file on its way in. */
export const IMPORT = defineStates({
  tones: { mapping: "neutral", checking: "accent", checked: "warning", committing: "accent", done: "good" },
  acts: {
    map: { from: ["mapping", "checked"], to: "mapping" },
    // Also where the process of a check was killed.
    check: { from: ["mapping", "checking", "checked"], to: "checking" },
    commit: { from: ["checked"], to: "committing" },
    // The draft is gone.
    remove: { from: ["mapping", "checking", "checked"], to: [] },
    // To the step before, where a person goes on.
    stop: { from: ["checking", "committing"], to: "mapping" },
  },
  stored: { "import_draft.state": ["mapping", "checking", "checked", "committing", "done"] },
});

export type ImportState = StateOf<typeof IMPORT>;
