import Stripe from "stripe";
import type { ProviderFact } from "./fact.ts";
import type { ReceivedEvent } from "./gateway.ts";
import { factOf } from "./stripe-facts.ts";

/** Events have the format of their endpoint's API version, so the endpoint must use this one. */
export const STRIPE_API_VERSION = "2026-10-28.endive";

/** The end of the year 9999, the last one with a four-digit ISO 8601 year. */
const LAST_SECOND = 253_402_300_800;

/** The maximum clock difference in either direction. */
const TOLERANCE_SECONDS = 300;

interface Received {
  /** The raw bytes, before any parser. */
  body: Uint8Array;
  signature: string | null;
  /** Milliseconds. */
  now: number;
  secrets: string[];
  isLive: boolean;
}

/**
 * Verifies that a message was recently sent by Stripe, for the mode of this installation, before its content is parsed.
 * An event whose object does not have the expected format becomes `unknown`.
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

/** The library rejects old signatures. Signatures from the future are rejected here. */
function findFault(stripe: Stripe, { body, signature, now, secrets }: Received): "signature" | "age" | null {
  if (!signature) return "signature";
  const bytes = Buffer.from(body);
  const isSigned = secrets.some((secret) => {
    try {
      // The library's age check is disabled here, so that an old signature can be distinguished from a wrong one.
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

/** Parses a stored event again. @param payload as stored */
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
