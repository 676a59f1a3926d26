import { z } from "zod";
import { defineActions } from "#app/action/action.ts";

const act = {
  right: "records.write",
  schema: z.record(z.string().max(100), z.string().max(4000)),
  faulty: "form_malformed",
} as const;

export const ImportActions = defineActions({
  check: act,
  save: act,
  "forget-mapping": act,
  cancel: act,
  fix: act,
  convert: act,
  "fix-undo": act,
  leave: act,
  "leave-undo": act,
  anyway: act,
  match: act,
  place: act,
  unplan: act,
  find: act,
  ask: act,
  recheck: act,
  "match-high": act,
  forget: act,
  commit: act,
  undo: act,
  remove: act,
});
