/** The process answers; nothing else is asked. */
export const loader = () => new Response("ok", { headers: { "Cache-Control": "no-store" } });
