import type { z } from "zod";
import type { Right } from "#app/access/role.ts";

/** One thing that the forms of a page ask for: who may, what the form holds, and what the guard asks in addition to the right. */
export interface Action {
  right: Right;
  schema: z.ZodType;
  /** The form may leave its intent out. One action alone may always. */
  unnamed?: true;
  /** What a stolen session must not change: the password is asked for again where the sign-in is not recent. */
  recent?: true;
  /** To take access away, withdraw, erase or pay works after the plan has ended. */
  whenLapsed?: "allowed";
  /** To take a closed workspace back, or its data out, works while it is closed. */
  whenClosed?: "allowed";
  /** The verb reads the body itself (files, JSON), after the guard: one such action of a route. */
  body?: "own";
  /** Of a route without a page: a form that its schema refuses gets the page of an error with this reason. */
  faulty?: string;
  /** Fields that no answer repeats, in addition to passwords. */
  secret?: readonly string[];
  /**
   * Reasons of a refusal that the page has words for, each with the field that it is shown at (`form` for the whole);
   * `*` is every other reason.
   */
  faults?: Readonly<Record<string, string>>;
  /** The table of the setting that it saves (`savesSetting`). */
  setting?: string;
}

/** The actions of a route by their intent. */
export type Actions = Readonly<Record<string, Action>>;

/** Declares what the forms of a route may ask for: guard, dispatch, buttons and tests come from it. */
export function defineActions<const A extends Actions>(actions: A): A {
  return actions;
}

/** What a page offers to a person: exactly what its actions would not refuse for lack of a right. */
export function offers<A extends Actions>(
  actions: A,
  actor: { may(right: Right): boolean },
): Record<Extract<keyof A, string>, boolean> {
  const all = Object.entries(actions).map(([intent, { right }]) => [intent, actor.may(right)]);
  return Object.fromEntries(all) as Record<Extract<keyof A, string>, boolean>;
}

/**
 * The intent that a form asks for; null where the route has none of that name. A button may say after it what it is
 * about (`up uk-desnz`, `add:legs`).
 */
export function intentOf<A extends Actions>(actions: A, named: string | undefined): Extract<keyof A, string> | null {
  const intents = Object.keys(actions) as Extract<keyof A, string>[];
  if (named) return intents.find((intent) => intent === named.split(/[ :]/)[0]) ?? null;
  return intents.find((intent) => actions[intent]!.unnamed || intents.length === 1) ?? null;
}
