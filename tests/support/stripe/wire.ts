import type { Wire } from "./objects.ts";

/** An error answer of the API. */
export class StripeError extends Error {
  readonly status: number;
  readonly body: Wire;
  constructor(status: number, body: Wire) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export const refusal = (message: string, param?: string) =>
  new StripeError(400, { type: "invalid_request_error", message, ...(param ? { param } : {}) });

/** The allowed fields of each call; others are refused, as Stripe does. */
const KNOWN: Record<string, string[]> = {
  "checkout/sessions": [
    "mode",
    "line_items",
    "allowed_payment_method_types",
    "client_reference_id",
    "metadata",
    "payment_intent_data",
    "subscription_data",
    "customer",
    "customer_email",
    "locale",
    "success_url",
    "cancel_url",
    "expires_at",
  ],
  refunds: ["payment_intent", "amount", "metadata", "reason"],
  accounts: ["country", "email", "metadata", "controller"],
  account_links: ["account", "return_url", "refresh_url", "type"],
  "billing_portal/sessions": ["customer", "return_url", "locale"],
  customers: ["email", "metadata", "name"],
};

/** A page of a list, as in the API. */
export function list(path: string, all: Wire[], { limit = 10, starting_after: after }: Wire): Wire {
  const from = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
  const data = all.slice(from, from + Number(limit));
  return { object: "list", url: `/v1/${path}`, has_more: from + data.length < all.length, data };
}

/** `checkout/sessions/…`: the kind has two parts. */
export function afterFirst(path: string): string[] {
  const [room, kind, ...rest] = path.split("/");
  return [`${room}/${kind}`, ...rest];
}

export function refuseUnknown(path: string, fields: Wire): void {
  const known = KNOWN[path];
  const stranger = known && Object.keys(fields).find((name) => !known.includes(name));
  if (stranger) throw refusal(`Received unknown parameter: ${stranger}`, stranger);
}
