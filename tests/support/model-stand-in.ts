import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: { model: string; stream: boolean; messages: { role: string; content: unknown }[] };
}

/** A service on loopback that speaks the wire format of `/v1/chat/completions`, and lies as a test asks it to. */
export interface ModelStandIn {
  url: string;
  host: string;
  /** Every request so far. */
  received: Received[];
  /** Answers the next requests with what a model wrote. */
  write: (written: unknown) => void;
  /** Answers the next requests as it likes. */
  reply: (reply: (response: ServerResponse) => void) => void;
  close: () => Promise<void>;
}

/** The facts that a request sent, as JSON. */
export function factsOf({ body }: Received): unknown {
  const { content } = body.messages[1]!;
  const block = typeof content === "string" ? content : (content as { text: string }[])[0]!.text;
  return JSON.parse(block.split("\n")[1]!);
}

export async function startModelStandIn(): Promise<ModelStandIn> {
  const received: Received[] = [];
  let answer: (response: ServerResponse) => void = (response) => response.writeHead(500).end();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ path: request.url ?? "", headers: request.headers, body: JSON.parse(body) });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    received,
    write: (written) => {
      const content = typeof written === "string" ? written : JSON.stringify(written);
      const usage = { prompt_tokens: 120, completion_tokens: 9 };
      answer = (response) => sendJson(response, { choices: [{ message: { role: "assistant", content } }], usage });
    },
    reply: (reply) => {
      answer = reply;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}
