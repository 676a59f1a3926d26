import type { IncomingMessage, ServerResponse } from "node:http";
import type { StripeStandIn } from "./stand-in.ts";

/** The pages that Stripe serves itself, in the simplest form: pay, pay later, cancel, or onboard a seller. */
export function hostedPage(
  stripe: StripeStandIn,
  request: IncomingMessage,
  response: ServerResponse,
  form: URLSearchParams,
): void {
  const url = new URL(request.url ?? "/", stripe.url);
  const [, kind, id = ""] = url.pathname.split("/");
  if (kind === "pay") {
    payPage(stripe, { id, act: form.get("act") }, response);
    return;
  }
  const back = url.searchParams.get("back") ?? "/";
  if (kind === "setup" && request.method === "POST") {
    stripe.setCharges(id, true);
    redirect(response, back);
    return;
  }
  if (kind === "setup") show(response, "Sample onboarding", button("done", "Finish"));
  else if (kind === "portal") portalPage(stripe, { id, act: form.get("act"), back }, response);
  else response.writeHead(404).end();
}

/** A customer's subscriptions, and the way to cancel them. */
function portalPage(
  stripe: StripeStandIn,
  { id, act, back }: { id: string; act: string | null; back: string },
  response: ServerResponse,
): void {
  const own = stripe.subscriptionsOf(id);
  if (act) stripe.cancel(act, true);
  const list = own.map((one) => `<p>${one.status}</p>${button(one.id, "Cancel at the end of the period")}`).join("");
  show(response, "Sample portal", `${list}<p><a href="${escapeHtml(back)}">Back</a></p>`);
}

function payPage(
  stripe: StripeStandIn,
  { id, act }: { id: string; act: string | null },
  response: ServerResponse,
): void {
  const session = stripe.object(id);
  if (act === "back") {
    redirect(response, session.cancel_url);
    return;
  }
  if (act === "pay" || act === "later") {
    stripe.pay(id, act === "pay" ? "at_once" : "delayed");
    redirect(response, session.success_url);
    return;
  }
  const amount = `${session.currency.toUpperCase()} ${session.amount_total}`;
  const buttons = button("pay", "Pay") + button("later", "Pay with a delay") + button("back", "Back");
  show(response, `Sample checkout: ${amount}`, session.status === "open" ? buttons : `This page is ${session.status}.`);
}

function button(act: string, label: string): string {
  return `<form method="post"><button name="act" value="${act}">${label}</button></form>`;
}

function show(response: ServerResponse, title: string, content: string): void {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  const heading = escapeHtml(title);
  response.end(`<!doctype html><html lang="en"><title>${heading}</title><h1>${heading}</h1>${content}</html>`);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
