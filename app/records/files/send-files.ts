import type { EvidenceAnswer } from "./evidence-view.ts";

/** Result of an upload. `offline` means that no response arrived. */
export type Sent = { ok: true; answer: EvidenceAnswer } | { ok: false; problem: "offline" | "tooLargeTogether" };

/** Uploads a form and reports the bytes sent, which `fetch` can't do. */
export function sendFiles(
  address: string,
  form: FormData,
  onProgress: (sent: number, of: number) => void,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onerror = () => resolve({ ok: false, problem: "offline" });
    request.onload = () => {
      const answer = parse(request.responseText);
      if (answer) resolve({ ok: true, answer });
      else resolve({ ok: false, problem: request.status === 422 ? "tooLargeTogether" : "offline" });
    };
    request.send(form);
  });
}

function parse(text: string): EvidenceAnswer | null {
  try {
    const answer = JSON.parse(text);
    return Array.isArray(answer?.outcomes) ? answer : null;
  } catch {
    return null;
  }
}
