import { defineStates, type StateOf } from "#app/kit/states.ts";

/** What became of a request to the model. Without an answer on record it is still `asked`. */
export const SUGGESTION = defineStates({
  tones: {
    asked: "neutral",
    offered: "accent",
    confirmed: "good",
    declined: "neutral",
    unusable: "warning",
    failed: "bad",
  },
  acts: {
    offer: { from: ["asked"], to: "offered" },
    refuse: { from: ["asked"], to: "unusable" },
    fail: { from: ["asked"], to: "failed" },
    confirm: { from: ["offered"], to: "confirmed" },
    decline: { from: ["offered"], to: "declined" },
  },
  stored: {
    "model_answer.state": ["offered", "unusable", "failed"],
    "model_decision.state": ["confirmed", "declined"],
  },
});

export type SuggestionState = StateOf<typeof SUGGESTION>;

export const SUGGESTION_KINDS = ["match", "text", "bill"] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];
