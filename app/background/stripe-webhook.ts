import type { ActionFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { readBytes } from "#app/http/form.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { receiveEvent } from "#app/trade/payment/payment-event.server.ts";
import { paymentEffects } from "./payment-effects.server.ts";

/** Larger than any event. */
const MOST_BYTES = 1024 * 1024;

/** Nothing to see: the provider posts here. */
export const loader = () => new Response("Method not allowed", { status: 405, headers: { Allow: "POST" } });

/**
 * What the provider reports. The bytes are read once and checked before anything looks inside; whoever is not the provider,
 * or speaks of another mode or account, is refused and leaves a line in the log alone. A failure answers 500, and the
 * provider sends it again.
 */
export const action = ({ request }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const gateway = paymentGateway();
    if (gateway.provider === "offline") return new Response("Not found", { status: 404 });
    const body = await readBytes(request, MOST_BYTES);
    const received = gateway.readEvent(body, request.headers.get("stripe-signature"), Date.now());
    if (!received.ok) return refuse(received.fault);
    const whole = await gateway.completeEvent(received.event);
    // Whoever is away now is asked when the event comes again.
    if (!whole.ok) return new Response("Try again", { status: 503, headers: { "Retry-After": "60" } });
    const { withSystem } = await doors();
    const receipt = await withSystem((tx) => receiveEvent(tx, whole.value, paymentEffects));
    return receipt === "stranger" ? refuse("account") : new Response(null, { status: 200 });
  });

function refuse(fault: string): Response {
  log.error("payment_event_refused", undefined, { fault });
  return new Response("Refused", { status: 400 });
}
