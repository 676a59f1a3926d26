import Stripe from "stripe";
import type { ProviderFact } from "./fact.ts";
import type { ReceivedEvent } from "./gateway.ts";
import { factOf } from "./stripe-facts.ts";

/** Events are shaped by the version of the endpoint that receives them: it must be made with this one. */
export const STRIPE_API_VERSION = "2026-10-28.endive";

/** Year 9999: beyond it a time can't be written. */
const LAST_SECOND = 253_402_300_800;

/** How far the clocks may be apart, in either direction. */
const TOLERANCE_SECONDS = 300;

interface Received {
  /** The bytes as they came, before any parser. */
  body: Uint8Array;
  signature: string | null;
  /** Milliseconds. */
  now: number;
  secrets: string[];
  isLive: boolean;
}

/**
 * Checks that a message comes from Stripe, now, and from the mode that this installation works in. What it says is
 * looked at only then; an event whose object has not the shape of its type is known by nobody, hence `unknown`.
 */
export function readStripeEvent(stripe: Stripe, received: Received): ReceivedEvent {
  const fault = findFault(stripe, received);
  if (fault) return { ok: false, fault };
  const event = parse(received.body);
  if (!event) return { ok: false, fault: "shape" };
  if (event.livemode !== received.isLive) return { ok: false, fault: "mode" };
  const account = event.account ?? "";
  return {
    ok: true,
    event: {
      provider: "stripe",
      account,
      id: event.id,
      type: event.type,
      created: new Date(event.created * 1000).toISOString(),
      isLive: event.livemode,
      fact: readFact({ type: event.type, account, object: event.data.object }),
      payload: new TextDecoder().decode(received.body),
    },
  };
}

/** The library checks that a signature is not too old; that it is not from the future is checked here. */
function findFault(stripe: Stripe, { body, signature, now, secrets }: Received): "signature" | "age" | null {
  if (!signature) return "signature";
  const bytes = Buffer.from(body);
  const isSigned = secrets.some((secret) => {
    try {
      // Its own check of age is off: an old signature is told apart from a wrong one.
      return stripe.webhooks.signature?.verifyHeader(bytes, signature, secret, 0) === true;
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
      throw error;
    }
  });
  if (!isSigned) return "signature";
  const stated = /(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)?.[1];
  const apart = Math.abs(Math.floor(now / 1000) - Number(stated));
  return apart <= TOLERANCE_SECONDS ? null : "age";
}

/** The fact of an event that was kept, to be looked at again. @param payload as it was kept */
export function factOfPayload(payload: string, account: string): ProviderFact {
  const { type, data } = JSON.parse(payload) as EventBody;
  return readFact({ type, account, object: data.object });
}

interface EventBody {
  id: string;
  type: string;
  created: number;
  livemode: boolean;
  account?: string;
  data: { object: object };
}

function parse(body: Uint8Array): EventBody | null {
  try {
    const event = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as Partial<EventBody> | null;
    const isWhole =
      typeof event?.id === "string" &&
      /^evt_[A-Za-z0-9_]{1,200}$/.test(event.id) &&
      typeof event.type === "string" &&
      /^[a-z0-9_.]{1,100}$/.test(event.type) &&
      Number.isInteger(event.created) &&
      event.created! > 0 &&
      event.created! < LAST_SECOND &&
      typeof event.livemode === "boolean" &&
      (event.account === undefined || /^acct_[A-Za-z0-9]{1,100}$/.test(String(event.account))) &&
      typeof event.data?.object === "object" &&
      event.data.object !== null;
    return isWhole ? (event as EventBody) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

function readFact(event: { type: string; account: string; object: object }): ProviderFact {
  try {
    return factOf(event);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return { kind: "unknown" };
    throw error;
  }
}
