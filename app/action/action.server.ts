import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import type { z } from "zod";
import {
  type Actor,
  answerErrors,
  type Guarded,
  type GuardOptions,
  inTenant,
  requireActor,
  requireTenantActor,
  type TenantActor,
} from "#app/access/actor.server.ts";
import type { Right } from "#app/access/role.ts";
import { requireFactorUser } from "#app/access/second-factor.server.ts";
import { requireUser, type SignedInUser } from "#app/access/session.server.ts";
import { visitedBy, visitorRefusal } from "#app/access/visitor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { checkFields, type Fields, readFields, withoutPasswords } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { ChangedSince } from "#app/setting/setting.server.ts";
import type { Meanwhile } from "#app/setting/setting.ts";
import type { PublicTx, SystemTx, TenantTx } from "#db/doors.ts";
import { type Action, type Actions, intentOf } from "./action.ts";

/** The one shape of a refusal: an error by field (`form` for the whole), and what was typed. */
export interface RefusedForm {
  errors: Record<string, string>;
  typed: Fields;
  /** With `rate_limited`: how long to wait. */
  waitSeconds: number;
  /** With `changed_since`: what other people saved since the form was opened. */
  meanwhile?: Meanwhile;
}

/** A form that its guard, its right and its schema let through. */
export interface Asked<A, V> {
  actor: Guarded<A>;
  value: V;
  /** Every field as it was typed, but passwords; a verb that reads the body itself adds its fields. */
  typed: Fields;
  request: Request;
  params: ActionFunctionArgs["params"];
  clientAddress: string;
}

interface RefusedFor {
  waitSeconds?: number;
  /** Another person's save. */
  since?: ChangedSince | null;
}

class Refusal {
  readonly errors: Record<string, string>;
  readonly status: number;
  readonly waitSeconds: number;
  readonly since: ChangedSince | null;
  constructor(errors: Record<string, string>, status: number, { waitSeconds = 0, since = null }: RefusedFor = {}) {
    this.errors = errors;
    this.status = status;
    this.waitSeconds = waitSeconds;
    this.since = since;
  }
}

/** What a person can put right, by field. What was typed goes back with it. */
export function refuse(errors: Record<string, string>, status = 422): Refusal {
  return new Refusal(errors, status);
}

/** Refuses a step that was tried too often. */
export function refuseForNow(waitSeconds: number, fault = "rate_limited"): Refusal {
  return new Refusal({ form: fault }, 429, { waitSeconds });
}

/** Work whose conflicts the page has words for: each is what the whole form was refused for. */
export async function orConflict<T>(work: Promise<T>): Promise<T | Refusal> {
  try {
    return await work;
  } catch (error) {
    const reason = error instanceof AppError && error.code === "conflict" ? error.details.reason : undefined;
    if (typeof reason !== "string") throw error;
    return refuse({ form: reason });
  }
}

/** Whether work ended in a refusal. */
export function isRefused(outcome: unknown): outcome is Refusal {
  return outcome instanceof Refusal;
}

/**
 * Does what a form asks for, in the transaction of its door, or outside of one where it must wait for something else.
 *
 * @returns the address to go on to, a refusal, a whole response, or the data of another answer
 */
type Verb<A, V, Tx> =
  | ((tx: Tx, asked: Asked<A, V>) => Promise<unknown>)
  | { outside: (asked: Asked<A, V>) => Promise<unknown> };

/** What one of the declared actions was asked, for a verb written apart. */
export type AskedFor<A, D extends Actions, I extends keyof D> = Asked<A, z.output<D[I]["schema"]>>;

export type Verbs<A, D extends Actions, Tx = TenantTx> = { [I in keyof D]: Verb<A, z.output<D[I]["schema"]>, Tx> };

type ResultOf<W> = W extends { outside: (...args: never[]) => Promise<infer R> }
  ? R
  : W extends (...args: never[]) => Promise<infer R>
    ? R
    : never;

/** What a page reads of its answer. */
type AnswerOf<W, X> = Refused<X> | Exclude<ResultOf<W[keyof W]>, string | Refusal | Response>;

type Refused<X> = ReturnType<typeof data<RefusedForm & X>>;

/** What the page of a refused form needs in addition to the form, read in a transaction of its own. */
type Beside<A, X, Tx> = (tx: Tx, refused: RefusedForm & Omit<Asked<A, never>, "value">) => Promise<X>;

/** Who may come in by it, and the transaction that their verbs run in. */
interface Door<A, Tx> {
  enter(
    request: Request,
    params: ActionFunctionArgs["params"],
    right: Right,
    options?: GuardOptions,
  ): Promise<Guarded<A>>;
  within<T>(actor: A, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The right of everyone who comes this way. */
  view: Right;
}

/** Makes the function that builds the action of a route behind a door. */
export function actionBehind<A, Tx>(door: Door<A, Tx>) {
  return <const D extends Actions, W extends Verbs<A, D, Tx>, X extends object = object>(
    actions: D,
    verbs: W,
    beside?: Beside<A, X, Tx>,
  ) => actionOf<A, Tx, D, W, X>(door, actions, { verbs, beside });
}

/** The action of a route within an organization. */
export const organizationAction = actionBehind<Actor, TenantTx>({
  enter: requireActor,
  within: inTenant,
  view: "organization.view",
});

/** The action of a route within a tenant's own pages. */
export const tenantAction = actionBehind<TenantActor, TenantTx>({
  enter: requireTenantActor,
  within: inTenant,
  view: "workspace.view",
});

/** The action of a page of a person's own, who need not belong to a workspace. */
export const personAction = actionBehind<SignedInUser, SystemTx>({
  enter: async (request, _params, right) => {
    const user = await (right === "workspace.start" ? requireFactorUser(request) : requireUser(request));
    return { ...user, may: (one) => one === right };
  },
  within: async (_user, work) => (await doors()).withSystem(work),
  view: "account.own",
});

/** The action of a page that anyone may open. A link and what it opens are checked by the verb. */
export const publicAction = actionBehind<object, PublicTx>({
  enter: async (_request, _params, right) => ({ may: (one) => one === right }),
  within: async (_anyone, work) => (await doors()).withPublic(work),
  view: "public.use",
});

interface Written<A, Tx, D extends Actions, W, X> {
  verbs: W & Verbs<A, D, Tx>;
  beside: Beside<A, X, Tx> | undefined;
}

function actionOf<A, Tx, D extends Actions, W, X extends object>(
  door: Door<A, Tx>,
  actions: D,
  { verbs, beside }: Written<A, Tx, D, W, X>,
) {
  const action = ({ request, params, context }: ActionFunctionArgs): Promise<AnswerOf<W, X>> =>
    answerErrors(request, async () => {
      // Only what anyone can do without an account, such as signing up, is open to a visitor of the sample.
      if (door.view !== "public.use" && (await visitedBy(request))) throw visitorRefusal("visitor_changes");
      const own = ownBodyOf(actions, request);
      const fields = own === null ? await readFields(request) : {};
      const intent = own ?? intentOf(actions, fields.intent);
      if (intent === null) {
        await door.enter(request, params, door.view, mostOpenOf(actions));
        throw new AppError("invalid", { details: { reason: "intent_unknown" } });
      }
      const declared = actions[intent]!;
      const actor = await door.enter(request, params, declared.right, optionsOf(declared));
      // Its verb would find a body that was read before.
      if (own === null && declared.body === "own")
        throw new AppError("invalid", { details: { reason: "intent_unknown" } });
      const asked = {
        actor,
        typed: shownAgain(declared, fields),
        request,
        params,
        clientAddress: context.clientAddress,
      };
      const form = checkFields(request, fields, declared.schema);
      if (!form.ok && declared.faulty) throw new AppError("invalid", { details: { reason: declared.faulty } });
      const verb: Verb<A, never, Tx> = verbs[intent];
      const outcome = form.ok
        ? await orRefusal(declared, () => perform(door, verb, { ...asked, value: form.value as never }))
        : refuse(form.errors);
      if (typeof outcome === "string") throw redirect(outcome);
      if (!(outcome instanceof Refusal)) return outcome as AnswerOf<W, X>;
      const { errors, status, waitSeconds, since } = outcome;
      const locale = localeOf(request);
      // Settings are a tenant's, so the door that opened one is a tenant's too.
      const meanwhile = since && (await door.within(actor, (tx) => since.describe(tx as TenantTx, locale)));
      const refused = { errors, typed: asked.typed, waitSeconds, ...(meanwhile && { meanwhile }) };
      const more = beside && (await door.within(actor, (tx) => beside(tx, { ...asked, ...refused })));
      const headers = waitSeconds > 0 ? { "Retry-After": String(waitSeconds) } : {};
      return data({ ...refused, ...more }, { status, headers }) as AnswerOf<W, X>;
    });
  return Object.assign(action, { declared: actions });
}

/** The action whose verb reads the body: the only one of its route, or the one for what is no plain form. */
function ownBodyOf<D extends Actions>(actions: D, request: Request): Extract<keyof D, string> | null {
  const intents = Object.keys(actions) as Extract<keyof D, string>[];
  const own = intents.find((intent) => actions[intent]!.body === "own") ?? null;
  return intents.length === 1 || !isPlainForm(request) ? own : null;
}

function isPlainForm(request: Request): boolean {
  return request.headers.get("content-type")?.toLowerCase().startsWith("application/x-www-form-urlencoded") ?? false;
}

function shownAgain({ secret = [] }: Action, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(withoutPasswords(fields)).filter(([name]) => !secret.includes(name)));
}

function perform<A, Tx>(door: Door<A, Tx>, verb: Verb<A, never, Tx>, asked: Asked<A, never>): Promise<unknown> {
  return typeof verb === "function" ? door.within(asked.actor, (tx) => verb(tx, asked)) : verb.outside(asked);
}

function optionsOf({ recent, whenLapsed, whenClosed }: Action): GuardOptions {
  return {
    ...(recent && { identity: "recent" }),
    ...(whenLapsed && { whenLapsed }),
    ...(whenClosed && { whenClosed }),
  };
}

/** What one action of a route allows, the guard allows before it is known which is asked for. */
function mostOpenOf(actions: Actions): GuardOptions {
  return Object.values(actions).some(({ whenClosed }) => whenClosed) ? { whenClosed: "allowed" } : {};
}

/** A refusal that the page has words for keeps the form; any other gets the page of its error. */
async function orRefusal(declared: Action, work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof AppError ? error.details.reason : undefined;
    if (!(error instanceof AppError) || typeof reason !== "string") throw error;
    if (error instanceof ChangedSince) return new Refusal({ form: "changed_since" }, 409, { since: error });
    if (reason === "stale") return refuse({ form: reason }, 409);
    const named = declared.faults?.[reason];
    const field = named ?? declared.faults?.["*"];
    if (field === undefined) throw error;
    return refuse({ [field]: reason }, named && error.code === "conflict" ? 409 : 422);
  }
}
