import { createHmac } from "node:crypto";
import { makeId, type Wire } from "./objects.ts";

/** Signs as Stripe documents it, in separate code: HMAC-SHA256 over `timestamp.payload`. */
export function signPayload(payload: string, secret: string, timestamp: number): string {
  const digest = createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex");
  return `t=${timestamp},v1=${digest}`;
}

export interface Delivery {
  /** Seconds; now by default. */
  timestamp?: number;
  secret?: string;
  /** Sent instead of the event, with the signature of the event. */
  body?: string;
  signature?: string;
}

/** The simulator's events, and how they are sent: at once, later, twice, in another order, or never. */
export class EventPost {
  readonly events: Wire[] = [];
  /** `send` posts each event when it happens; `hold` keeps it until the test sends or drops it. */
  mode: "send" | "hold" = "hold";
  target = "";
  readonly #secret: string;
  readonly #version: () => string;
  readonly #sent: Promise<unknown>[] = [];

  constructor(secret: string, version: () => string) {
    this.#secret = secret;
    this.#version = version;
  }

  /** An event for an object. @param account the connected account, or "" for the platform's own */
  happen(type: string, object: Wire, account: string): Wire {
    const event = {
      id: makeId("evt"),
      object: "event",
      ...(account === "" ? {} : { account }),
      api_version: this.#version(),
      created: Math.floor(Date.now() / 1000),
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    };
    this.events.push(event);
    if (this.mode === "send" && this.target) this.#sent.push(this.deliver(event).catch(() => 0));
    return event;
  }

  /** @returns the status of the webhook's answer */
  async deliver(event: Wire, { timestamp, secret, body, signature }: Delivery = {}): Promise<number> {
    const payload = JSON.stringify(event, null, 2);
    const at = timestamp ?? Math.floor(Date.now() / 1000);
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      "stripe-signature": signature ?? signPayload(payload, secret ?? this.#secret, at),
    };
    const answer = await fetch(this.target, { method: "POST", headers, body: body ?? payload });
    await answer.arrayBuffer();
    return answer.status;
  }

  /** Waits until all automatic posts have been answered. */
  async settle(): Promise<void> {
    await Promise.all(this.#sent.splice(0));
  }
}
