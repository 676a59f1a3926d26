import type { ActionFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { readBytes } from "#app/http/form.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { receiveEvent } from "#app/trade/payment/payment-event.server.ts";
import { paymentEffects } from "./payment-effects.server.ts";

/** Larger than any event of the provider. */
const MOST_BYTES = 1024 * 1024;

/** The provider only sends POST requests. */
export const loader = () => new Response("Method not allowed", { status: 405, headers: { Allow: "POST" } });

/**
 * Receives events of the payment provider. The signature is checked on the raw bytes before they are parsed. Requests
 * from others, or for another mode or account, are refused and only logged. An error answers 500, so that the provider
 * sends the event again.
 */
export const action = ({ request }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const gateway = paymentGateway();
    if (gateway.provider === "offline") return new Response("Not found", { status: 404 });
    const body = await readBytes(request, MOST_BYTES);
    const received = gateway.readEvent(body, request.headers.get("stripe-signature"), Date.now());
    if (!received.ok) return refuse(received.fault);
    const whole = await gateway.completeEvent(received.event);
    // If the provider is unreachable, its retry of the event triggers the next attempt.
    if (!whole.ok) return new Response("Try again", { status: 503, headers: { "Retry-After": "60" } });
    const { withSystem } = await doors();
    const receipt = await withSystem((tx) => receiveEvent(tx, whole.value, paymentEffects));
    return receipt === "stranger" ? refuse("account") : new Response(null, { status: 200 });
  });

function refuse(fault: string): Response {
  log.error("payment_event_refused", undefined, { fault });
  return new Response("Refused", { status: 400 });
}
