import { type ActOf, defineStates, type StateOf } from "#app/kit/states.ts";

/** Only the company answers. The verifier closes a request, and may open it again. */
export const REQUEST = defineStates({
  tones: { asked: "warning", answered: "accent", closed: "good" },
  acts: {
    answered: { from: ["asked", "answered"], to: "answered" },
    closed: { from: ["asked", "answered"], to: "closed" },
    reopened: { from: ["answered", "closed"], to: "asked" },
  },
  stored: { "verification_request_step.state": ["answered", "closed", "reopened"] },
});

export type RequestState = StateOf<typeof REQUEST>;
export type RequestStep = ActOf<typeof REQUEST>;

/** `asked` before the first step. */
export function requestState(last: RequestStep | undefined): RequestState {
  return last === undefined ? "asked" : REQUEST.acts[last].to;
}
